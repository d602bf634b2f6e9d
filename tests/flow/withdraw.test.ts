import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { chooseCalendar } from '../../lib/flow/account.ts'
import { choose } from '../../lib/flow/choose.ts'
import { expire } from '../../lib/flow/expire.ts'
import { propose } from '../../lib/flow/propose.ts'
import { push } from '../../lib/flow/push.ts'
import { removeAccount } from '../../lib/flow/remove-account.ts'
import { retryWrite } from '../../lib/flow/stuck.ts'
import { undo } from '../../lib/flow/undo.ts'
import { letGo, withdraw } from '../../lib/flow/withdraw.ts'
import type { Deps, Store } from '../../lib/ports.ts'
import { accountOf, DANA, NOW, recordOf } from '../helpers/books.ts'
import { createQueue, HOLD_MAKEUP, ownWrites, QUEUE_ID } from '../helpers/reschedule.ts'
import { change } from '../helpers/store.ts'

const START = Date.UTC(2026, 11, 1, 9)
const slots = [0, 1, 2].map((days) => ({ start: START + days * DAY, end: START + days * DAY + HOUR }))

const offered = async (written = true, access: 'read' | 'write' = 'write') => {
  const world = await createQueue()
  await world.deps.db.accounts.put(accountOf({ access }))
  const reply = await propose(world.deps, { ...HOLD_MAKEUP, intentId: 'i', slots })
  if (!reply.ok) throw new Error(reply.error.reason)
  if (written) await push(world.deps)
  const { proposalId } = reply.value
  const ids = (await world.deps.db.proposals.get(proposalId))?.slots.map(({ eventId }) => eventId) ?? []
  const item = () => world.deps.db.queue.get(QUEUE_ID)
  const statuses = () => ids.map((id) => world.calendar.events.get(id)?.status)
  return { ...world, proposalId, ids, item, statuses }
}

/** The same with another store, which does as `write` says with what is asked of the first. */
const storedBy = <D extends Deps>(
  deps: D,
  write: (names: readonly string[], done: () => Promise<void>) => Promise<void>,
): D => ({
  ...deps,
  store: {
    read: deps.store.read,
    write: async (names, work) => {
      let value: Awaited<ReturnType<typeof work>> | undefined
      await write(names, async () => {
        value = await deps.store.write(names, work)
      })
      return value as Awaited<ReturnType<typeof work>>
    },
  } satisfies Store,
})

describe('withdrawn', () => {
  it('the holds go and the session waits again; twice is the same as once', async () => {
    const { deps, proposalId, item, statuses, calendar } = await offered()
    expect(await withdraw(deps, { proposalId })).toEqual({ ok: true, value: null })
    await push(deps)
    expect(await withdraw(deps, { proposalId })).toEqual({ ok: true, value: null })
    expect(await deps.db.outbox.count()).toBe(0)
    expect(statuses()).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(await item()).toMatchObject({ state: 'open', proposalId: null })
    expect(await deps.db.proposals.get(proposalId)).toMatchObject({ state: 'withdrawn' })
    expect(calendar.events.get('event1')?.marks['aw1.q']).toBe(`${DANA}=open`)
  })

  it('holds that have not gone out yet never do', async () => {
    const { deps, proposalId, calendar, statuses } = await offered(false)
    await withdraw(deps, { proposalId })
    await push(deps)
    expect(statuses()).toEqual([undefined, undefined, undefined])
    expect(calendar.calls.map(({ method }) => method)).not.toContain('insert')
  })

  it('a hold that is about to go out does not any more, nor do those that would follow', async () => {
    const { deps, proposalId, statuses } = await offered(false)
    const meanwhile = storedBy(deps, async (names, done) => {
      await done()
      // It is noted of the first that it goes out now.
      if (String(names) === 'outbox') await withdraw(deps, { proposalId })
    })
    await push(meanwhile)
    await push(deps)
    expect(statuses()).toEqual([undefined, undefined, undefined])
    expect(await ownWrites(deps)).toEqual([])
  })

  it('E48 a hold goes as well when the background was killed while it was written, and its account had to wait since', async () => {
    const { deps, proposalId, statuses } = await offered(false)
    await deps.db.outbox.removeMany((await deps.db.outbox.where('lane', 'work/event1')).map(({ id }) => id))
    const killed = storedBy(deps, async (names, done) => {
      if (names.some((name) => name === 'ledger')) throw new Error('killed before it was booked')
      await done()
    })
    await expect(push(killed)).rejects.toThrow('killed')
    expect(statuses().filter((status) => status !== undefined)).toEqual(['tentative'])
    const waiting = await deps.db.outbox.all()
    await deps.db.outbox.putMany(waiting.map((row) => ({ ...row, nextAttemptAt: deps.clock.now() + HOUR })))
    await withdraw(deps, { proposalId })
    deps.time.advance(HOUR)
    await push(deps)
    expect(statuses().filter((status) => status !== undefined)).toEqual(['cancelled'])
    expect(await ownWrites(deps)).toEqual([])
  })

  it('E48 a hold that got there unheard, and was refused afterwards, goes as well', async () => {
    const { deps, proposalId, calendar, ids, statuses } = await offered(false)
    await deps.db.outbox.removeMany((await deps.db.outbox.where('lane', 'work/event1')).map(({ id }) => id))
    calendar.faults.push({ failure: { type: 'unavailable', status: 503, retryAfterMs: null }, after: true })
    await push(deps)
    deps.time.advance(HOUR)
    calendar.faults.push({ failure: { type: 'forbidden', reason: 'forbidden' } })
    await push(deps)
    expect(await ownWrites(deps)).toMatchObject([{ state: 'dead' }])
    await withdraw(deps, { proposalId })
    await push(deps)
    expect(ids).toHaveLength(3)
    expect(statuses()).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(await ownWrites(deps)).toEqual([])
  })

  it('E48 a hold that came with a backup as not yet written goes, since it may have gone out after that was made', async () => {
    const { deps, proposalId, calendar, statuses } = await offered(false)
    const unsent = await ownWrites(deps)
    await push(deps)
    expect(statuses()).toEqual(['tentative', 'tentative', 'tentative'])
    await deps.db.outbox.putMany(unsent.map((write) => ({ ...write, state: 'paused' as const })))
    await withdraw(deps, { proposalId })
    await push(deps)
    expect(statuses()).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect([await ownWrites(deps), calendar.faults]).toEqual([[], []])
  })

  it('E48 and so does one that the coach has just let go out', async () => {
    const { deps, proposalId, statuses } = await offered(false)
    const unsent = await ownWrites(deps)
    await push(deps)
    await deps.db.outbox.putMany(unsent.map((write) => ({ ...write, state: 'paused' as const })))
    for (const { id } of unsent) await retryWrite(deps, { writeId: id })
    await withdraw(deps, { proposalId })
    await push(deps)
    expect(statuses()).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(await ownWrites(deps)).toEqual([])
  })

  it('E48 and so does one that was refused once more when the coach had it tried again', async () => {
    const { deps, proposalId, calendar, statuses } = await offered(false)
    const refusal = { type: 'forbidden', reason: 'forbidden' } as const
    await deps.db.outbox.removeMany((await deps.db.outbox.where('lane', 'work/event1')).map(({ id }) => id))
    calendar.faults.push({ failure: { type: 'unavailable', status: 503, retryAfterMs: null }, after: true })
    await push(deps)
    deps.time.advance(HOUR)
    calendar.faults.push({ failure: refusal })
    await push(deps)
    const [stuck] = await ownWrites(deps)
    await retryWrite(deps, { writeId: stuck?.id ?? '' })
    calendar.faults.push({ failure: refusal })
    await push(deps)
    expect(await ownWrites(deps)).toMatchObject([{ state: 'dead', attempts: 1 }])
    await withdraw(deps, { proposalId })
    await push(deps)
    expect([statuses(), await ownWrites(deps)]).toEqual([['cancelled', 'cancelled', 'cancelled'], []])
  })

  it('holds that still waited for write access never go out', async () => {
    const { deps, proposalId, ids, calendar } = await offered(true, 'read')
    await withdraw(deps, { proposalId })
    expect(await ownWrites(deps)).toEqual([])
    await deps.db.accounts.put(accountOf())
    await push(deps)
    expect(ids.some((id) => calendar.events.has(id))).toBe(false)
  })

  it('nor do holds that the calendar turned away for want of write access', async () => {
    const { deps, proposalId, ids, calendar } = await offered(false)
    await deps.db.outbox.removeMany((await deps.db.outbox.where('lane', 'work/event1')).map(({ id }) => id))
    calendar.faults.push({ failure: { type: 'scope-needed' } })
    await push(deps)
    await withdraw(deps, { proposalId })
    expect((await ownWrites(deps)).filter(({ operation }) => operation.type !== 'mark')).toEqual([])
    await deps.db.accounts.put(accountOf())
    await push(deps)
    expect(ids.some((id) => calendar.events.has(id))).toBe(false)
  })

  it('E51 a hold that the coach has made their own stays, without our marker', async () => {
    const { deps, proposalId, ids, calendar, statuses } = await offered()
    calendar.edit(ids[0] ?? '', { title: 'Dentist' })
    const edited = calendar.events.get(ids[0] ?? '')
    if (edited === undefined) throw new Error('No hold')
    await deps.db.events.put(recordOf(edited, ''))
    await withdraw(deps, { proposalId })
    await push(deps)
    expect(statuses()).toEqual(['tentative', 'cancelled', 'cancelled'])
    expect(calendar.events.get(ids[0] ?? '')).toMatchObject({ title: 'Dentist', marks: { aw: '1' } })
    expect(calendar.events.get(ids[0] ?? '')?.marks).not.toHaveProperty('aw1.h')
  })

  it('E51 stays as well when that had not been read yet', async () => {
    const { deps, proposalId, ids, calendar, statuses } = await offered()
    await withdraw(deps, { proposalId })
    calendar.edit(ids[1] ?? '', { title: 'Dentist' })
    await push(deps)
    expect(statuses()).toEqual(['cancelled', 'tentative', 'cancelled'])
    expect(calendar.events.get(ids[1] ?? '')).toMatchObject({ title: 'Dentist', marks: { aw: '1' } })
    expect(calendar.events.get(ids[1] ?? '')?.marks).not.toHaveProperty('aw1.h')
  })

  it('E37 an answer that takes the session out of the queue leaves the holds until they are withdrawn', async () => {
    const { deps, proposalId, item, statuses } = await offered()
    await undo(deps, { intentId: 'u', sessionKey: 'uid-1|-', participants: [DANA] })
    expect(await item()).toMatchObject({ state: 'off', proposalId })
    await push(deps)
    expect(statuses()).toEqual(['tentative', 'tentative', 'tentative'])
    await withdraw(deps, { proposalId })
    await push(deps)
    expect(statuses()).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(await item()).toBeUndefined()
  })

  it('what was chosen, or never was, is not withdrawn', async () => {
    const { deps, proposalId, ids, item } = await offered()
    await choose(deps, { proposalId, eventId: ids[0] ?? '' })
    expect(await withdraw(deps, { proposalId })).toMatchObject({ error: { reason: 'not-found' } })
    expect(await withdraw(deps, { proposalId: 'x' })).toMatchObject({ error: { reason: 'not-found' } })
    expect(await item()).toMatchObject({ state: 'booked' })
  })
})

describe('let go', () => {
  it('leaves the queue for good, with whatever was on offer', async () => {
    const { deps, item, statuses, calendar } = await offered()
    expect(await letGo(deps, { queueId: QUEUE_ID })).toEqual({ ok: true, value: null })
    expect(await letGo(deps, { queueId: QUEUE_ID })).toEqual({ ok: true, value: null })
    await push(deps)
    expect(await item()).toMatchObject({ state: 'off', proposalId: null })
    expect(statuses()).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(calendar.events.get('event1')?.marks['aw1.q']).toBe(`${DANA}=off`)
  })

  it('a booked one stays booked', async () => {
    const { deps, proposalId, ids, item } = await offered()
    await choose(deps, { proposalId, eventId: ids[0] ?? '' })
    expect(await letGo(deps, { queueId: QUEUE_ID })).toMatchObject({ error: { reason: 'not-found' } })
    expect(await item()).toMatchObject({ state: 'booked' })
  })
})

describe('expired', () => {
  it('after five days the holds go and the session waits again', async () => {
    const { deps, item, statuses, proposalId } = await offered()
    expect(await expire(deps)).toMatchObject({ nextAt: NOW + 5 * DAY })
    deps.time.set(NOW + 5 * DAY - 1)
    await expire(deps)
    expect(await item()).toMatchObject({ state: 'proposed' })
    deps.time.advance(1)
    expect(await expire(deps)).toMatchObject({ nextAt: null })
    await push(deps)
    expect(statuses()).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(await item()).toMatchObject({ state: 'open', proposalId: null })
    expect(await deps.db.proposals.get(proposalId)).toMatchObject({ state: 'expired' })
  })

  it('at once when the coach has deleted every hold; one that is left keeps it open', async () => {
    const { deps, ids, item, calendar, proposalId } = await offered()
    const see = async (id: string | undefined) => {
      calendar.edit(id ?? '', { status: 'cancelled' })
      const event = calendar.events.get(id ?? '')
      if (event !== undefined) await deps.db.events.put(recordOf(event, ''))
    }
    await see(ids[0])
    await see(ids[1])
    await expire(deps)
    expect((await deps.db.proposals.get(proposalId))?.slots.map(({ state }) => state)).toEqual([
      'released',
      'released',
      'held',
    ])
    expect(await item()).toMatchObject({ state: 'proposed' })
    await see(ids[2])
    await expire(deps)
    expect(await item()).toMatchObject({ state: 'open' })
    expect(await ownWrites(deps)).toEqual([])
  })
})

describe('a hold that the coach moved in the calendar', () => {
  it('is on offer where it now stands, and no longer than its time is to come', async () => {
    const { deps, ids, calendar, proposalId } = await offered()
    const sooner = { start: NOW + DAY, end: NOW + DAY + HOUR }
    for (const id of ids) {
      calendar.edit(id, sooner)
      const event = calendar.events.get(id)
      if (event !== undefined) await deps.db.events.put(recordOf(event, ''))
    }
    expect(await expire(deps)).toMatchObject({ nextAt: sooner.start, ended: 0 })
    expect(await deps.db.proposals.get(proposalId)).toMatchObject({
      slots: ids.map((eventId) => ({ ...sooner, eventId, state: 'held' })),
      expiresAt: sooner.start,
    })
  })
})

describe('when the calendar that holds them is left', () => {
  it('the holds are withdrawn: nobody would watch over them any more', async () => {
    const { deps, proposalId, item, statuses } = await offered()
    await chooseCalendar(deps, { calendarKey: 'work', chosen: false })
    await push(deps)
    expect(statuses()).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(await item()).toMatchObject({ state: 'open', proposalId: null })
    expect(await deps.db.proposals.get(proposalId)).toMatchObject({ state: 'withdrawn' })
    expect(await deps.db.outbox.count()).toBe(0)
  })

  it('E46 with its account, they go before the access does', async () => {
    const { deps, item, statuses } = await offered()
    await removeAccount(deps, { accountId: 'acc', takeBack: false })
    expect(statuses()).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(await item()).toMatchObject({ state: 'open', proposalId: null })
    expect(await deps.db.outbox.count()).toBe(0)
  })

  it('E46 offline the account goes all the same, and what could not be released is listed', async () => {
    const { deps, calendar, statuses } = await offered()
    calendar.faults.push(...slots.map(() => ({ failure: { type: 'offline' } as const })))
    await removeAccount(deps, { accountId: 'acc', takeBack: false })
    expect(statuses()).toEqual(['tentative', 'tentative', 'tentative'])
    expect(await deps.db.accounts.count()).toBe(0)
    const left = await deps.db.outbox.all()
    expect(left.filter(({ operation }) => operation.type === 'remove').map(({ state }) => state)).toEqual([
      'dead',
      'dead',
      'dead',
    ])
  })
})

describe('let go in another browser', () => {
  it('E37 stays let go when the times offered here run out', async () => {
    const { deps, item, statuses } = await offered()
    await change(deps.db.queue, QUEUE_ID, { state: 'off' })
    deps.time.advance(6 * DAY)
    await expire(deps)
    await push(deps)
    expect(statuses()).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(await item()).toMatchObject({ state: 'off', proposalId: null })
  })
})

describe('booked in another browser', () => {
  it('the times held here are given free: nobody needs them, and nobody is told', async () => {
    const { deps, item, statuses, proposalId } = await offered()
    await change(deps.db.queue, QUEUE_ID, { state: 'booked', makeupKey: 'uid-9|-' })
    await expire(deps)
    await push(deps)
    expect(statuses()).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(await item()).toMatchObject({ state: 'booked', makeupKey: 'uid-9|-' })
    expect(await deps.db.proposals.get(proposalId)).toMatchObject({ state: 'withdrawn' })
  })
})
