import { describe, expect, it, vi } from 'vitest'
import type { Account } from '../../lib/core/account.ts'
import { err } from '../../lib/core/result.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { type ProposeIntent, propose } from '../../lib/flow/propose.ts'
import { push } from '../../lib/flow/push.ts'
import type { CalendarPort } from '../../lib/ports.ts'
import { accountOf, calendarOf, eventOf, NOW, participantOf, sessionOf } from '../helpers/books.ts'
import { createQueue, HOLD_MAKEUP, ownWrites, QUEUE_ID } from '../helpers/reschedule.ts'
import { change } from '../helpers/store.ts'

const TUESDAY = Date.UTC(2026, 10, 24, 9)
const slot = (days: number, hours = 0) => {
  const start = TUESDAY + days * DAY + hours * HOUR
  return { start, end: start + HOUR }
}
const three = [slot(0), slot(1), slot(2)]
const intent: ProposeIntent = { ...HOLD_MAKEUP, intentId: 'i', slots: three }

describe('three holds on one click', () => {
  it('proposal, queue and writes are one; a hold is tentative, private and nameless', async () => {
    const { deps } = await createQueue()
    const reply = await propose(deps, intent)
    expect(reply).toMatchObject({ ok: true, value: { needsWriteAccess: null } })
    const [proposal] = await deps.db.proposals.all()
    expect(proposal).toMatchObject({
      after: QUEUE_ID,
      purpose: 'makeup',
      way: 'hold',
      calendarKey: 'work',
      state: 'open',
      createdAt: NOW,
      expiresAt: slot(2).start,
    })
    expect(await deps.db.queue.get(QUEUE_ID)).toMatchObject({ state: 'proposed', proposalId: proposal?.id })
    const writes = await ownWrites(deps)
    expect(writes).toHaveLength(3)
    for (const { operation, eventId, sessionKey } of writes) {
      if (operation.type !== 'insert') throw new Error(operation.type)
      const index = proposal?.slots.findIndex((each) => each.eventId === eventId) ?? -1
      expect(operation.draft).toEqual({
        id: eventId,
        title: 'Hold',
        description: '',
        ...three[index],
        zone: 'UTC',
        status: 'tentative',
        private: true,
        attendees: [],
        marks: { aw: '1', 'aw1.h': `${proposal?.id}:${index}`, 'aw1.u': String(NOW + 5 * DAY) },
      })
      // What Google allows as an id made by a client (API A).
      expect(eventId).toMatch(/^[a-v0-9]{5,1024}$/)
      expect(sessionKey).toBe('uid-1|-')
    }
    const marks = (await deps.db.outbox.all()).flatMap(({ operation }) =>
      operation.type === 'mark' ? [operation.marks] : [],
    )
    expect(marks).toEqual([{ 'aw1.q': `0123456789=proposed:${proposal?.id}` }])
  })

  it('E38 the same intent twice is one proposal and three writes, before and after they went out', async () => {
    const { deps, calendar } = await createQueue()
    const first = await propose(deps, intent)
    expect(await propose(deps, intent)).toEqual(first)
    expect(await ownWrites(deps)).toHaveLength(3)
    await push(deps)
    deps.time.advance(HOUR)
    expect(await propose(deps, intent)).toEqual(first)
    expect(await ownWrites(deps)).toEqual([])
    expect(await deps.db.proposals.count()).toBe(1)
    expect([...calendar.events.values()].filter(({ title }) => title === 'Hold')).toHaveLength(3)
  })

  it('E48 a hold whose answer was lost is found done: never a second event', async () => {
    const { deps, calendar } = await createQueue({
      settings: { annotations: { consent: 'off', off: [], on: [] } },
    })
    await propose(deps, intent)
    calendar.faults.push({ failure: { type: 'offline' }, after: true })
    await push(deps)
    deps.time.advance(HOUR)
    await push(deps)
    expect([...calendar.events.values()].filter(({ title }) => title === 'Hold')).toHaveLength(3)
    expect((await deps.db.proposals.all())[0]?.slots.map(({ state }) => state)).toEqual([
      'held',
      'held',
      'held',
    ])
    expect(await deps.db.outbox.count()).toBe(0)
  })

  it('E34 killed half-way: all of it or nothing', async () => {
    const { deps } = await createQueue()
    let left = 2
    const { add } = IDBObjectStore.prototype
    const adding = vi.spyOn(IDBObjectStore.prototype, 'add')
    adding.mockImplementation(function (this: IDBObjectStore, row: unknown) {
      if (this.name === 'outbox' && left-- === 0) throw new Error('killed')
      return add.call(this, row)
    })
    const before = await deps.db.outbox.count()
    await expect(propose(deps, intent)).rejects.toThrow('killed')
    adding.mockRestore()
    expect(await deps.db.proposals.count()).toBe(0)
    expect(await deps.db.outbox.count()).toBe(before)
    expect(await deps.db.queue.get(QUEUE_ID)).toMatchObject({ state: 'open', proposalId: null })
  })

  it('a later offer takes the place of the earlier one', async () => {
    const { deps, calendar } = await createQueue()
    await propose(deps, intent)
    await push(deps)
    const later = await propose(deps, { ...intent, intentId: 'j', slots: [slot(3)] })
    await push(deps)
    expect(later.ok && (await deps.db.queue.get(QUEUE_ID))?.proposalId).toBe(
      later.ok && later.value.proposalId,
    )
    const holds = [...calendar.events.values()].filter(({ title }) => title === 'Hold')
    expect(holds.map(({ start, status }) => [start, status]).sort()).toEqual([
      ...three.map(({ start }) => [start, 'cancelled']),
      [slot(3).start, 'tentative'],
    ])
  })
})

describe('what is refused, with nothing written', () => {
  const refused = async (
    world: Awaited<ReturnType<typeof createQueue>>,
    change: Partial<typeof intent> = {},
  ) => {
    const reply = await propose(world.deps, { ...intent, ...change })
    expect(await ownWrites(world.deps)).toEqual([])
    expect(await world.deps.db.proposals.where('after', QUEUE_ID)).toEqual([])
    return reply.ok ? 'done' : reply.error.reason
  }

  it('E49 a slot taken meanwhile is seen before writing', async () => {
    const world = await createQueue()
    world.busy.set('work@coach.example', [{ start: slot(1).start + HOUR / 2, end: slot(1).end + HOUR }])
    expect(await refused(world)).toBe('slot-taken')
  })

  it("E49 also on another account's calendar", async () => {
    const world = await createQueue()
    await world.deps.db.accounts.put(accountOf({ id: 'other' }))
    await world.deps.db.calendars.put(
      calendarOf({ key: 'home', id: 'home@coach.example', accountId: 'other' }),
    )
    world.busy.set('home@coach.example', [slot(0)])
    expect(await refused(world)).toBe('slot-taken')
  })

  it('the calendar that is to hold them gives no answer', async () => {
    const world = await createQueue()
    world.silent.add('work@coach.example')
    expect(await refused(world)).toBe('calendar')
    world.silent.clear()
    world.state.failure = { type: 'offline' }
    expect(await propose(world.deps, intent)).toEqual({
      ok: false,
      error: { reason: 'calendar', failure: { type: 'offline' } },
    })
  })

  it('the calendar that is to hold them gives no answer, for a reason of its own', async () => {
    const world = await createQueue()
    await world.deps.db.accounts.put(accountOf({ id: 'aaa', provider: 'outlook' }))
    await world.deps.db.calendars.put(calendarOf({ key: 'home', id: 'home', accountId: 'aaa' }))
    const { of } = world.deps.calendars
    const calendars = {
      of: (account: Account): CalendarPort => ({
        ...of(account),
        busy: async () => err({ type: account.provider === 'outlook' ? 'sign-in-needed' : 'offline' }),
      }),
    }
    expect(await propose({ ...world.deps, calendars }, intent)).toEqual({
      ok: false,
      error: { reason: 'calendar', failure: { type: 'offline' } },
    })
  })

  it('another calendar without an answer does not stand in the way', async () => {
    const world = await createQueue()
    await world.deps.db.calendars.put(
      calendarOf({ key: 'team', id: 'team@coach.example', role: 'reader', primary: false }),
    )
    world.silent.add('team@coach.example')
    expect((await propose(world.deps, intent)).ok).toBe(true)
  })

  it('more than nine held in all', async () => {
    const world = await createQueue()
    const other = {
      id: 'other|-#_',
      sessionKey: 'other|-',
      participant: '_',
      state: 'open',
      proposalId: null,
      makeupKey: null,
      since: 0,
    } as const
    await world.deps.db.queue.put(other)
    await world.deps.db.sessions.put(sessionOf({ key: 'other|-', participants: [participantOf('_', null)] }))
    const slots = [3, 4, 5, 6, 7, 8, 9].map((days) => slot(days))
    expect((await propose(world.deps, { ...intent, intentId: 'o', after: other.id, slots })).ok).toBe(true)
    const reply = await propose(world.deps, intent)
    expect(reply).toMatchObject({ ok: false, error: { reason: 'too-many-holds' } })
    expect((await propose(world.deps, { ...intent, slots: three.slice(0, 2) })).ok).toBe(true)
  })

  it.each([
    ['nothing', []],
    ['a time that has begun', [{ start: NOW - 1, end: NOW + HOUR }]],
    ['a time that ends before it starts', [{ start: TUESDAY, end: TUESDAY - HOUR }]],
    ['times that overlap', [slot(0), { start: TUESDAY + HOUR / 2, end: TUESDAY + 2 * HOUR }]],
  ])('%s', async (_name, slots) => {
    expect(await refused(await createQueue(), { slots })).toBe('bad-message')
  })

  it('an invitation to somebody without an address; a time is held for them all the same', async () => {
    const world = await createQueue({ session: { participants: [participantOf('_', null)] } })
    const after = 'uid-1|-#_'
    expect(await refused(world, { after, way: 'invite' })).toBe('no-address')
    expect((await propose(world.deps, { ...intent, after })).ok).toBe(true)
  })

  it('what is not in the queue, or not any more', async () => {
    const world = await createQueue()
    expect(await refused(world, { after: 'nothing' })).toBe('not-found')
    await change(world.deps.db.queue, QUEUE_ID, { state: 'off' })
    expect(await refused(world)).toBe('not-found')
  })

  it('E44 a session that somebody else organised: the times are new events of the coach’s own', async () => {
    const [copy] = sessionOf().copies
    if (copy === undefined) throw new Error('No copy')
    const world = await createQueue({
      session: { copies: [{ ...copy, writable: false, organisedByCoach: false }] },
    })
    expect((await propose(world.deps, intent)).ok).toBe(true)
    await push(world.deps)
    const made = [...world.calendar.events.values()].filter(({ title }) => title === 'Hold')
    expect(made).toHaveLength(3)
    expect(world.calendar.events.get('event1')?.marks).toEqual({})
    expect(await world.deps.db.outbox.count()).toBe(0)
  })

  it('E44 no calendar that can be written', async () => {
    const world = await createQueue()
    await world.deps.db.calendars.put(calendarOf({ role: 'reader' }))
    expect(await refused(world)).toBe('not-writable')
  })
})

describe('where times are held', () => {
  it('on the calendar of the copy that the coach organised', async () => {
    const copy = {
      calendarKey: 'work',
      eventId: 'event1',
      seriesId: null,
      writable: true,
      organisedByCoach: false,
      lastSeenAt: NOW,
      goneAt: null,
    }
    const { deps } = await createQueue({
      session: { copies: [copy, { ...copy, calendarKey: 'practice', organisedByCoach: true }] },
    })
    await deps.db.calendars.put(calendarOf({ key: 'practice', id: 'practice@coach.example', primary: false }))
    await propose(deps, intent)
    expect(new Set((await ownWrites(deps)).map(({ calendarKey }) => calendarKey))).toEqual(
      new Set(['practice']),
    )
  })

  it("else on the primary one of the session's account", async () => {
    const copy = {
      calendarKey: 'team',
      eventId: 'event1',
      seriesId: null,
      writable: false,
      organisedByCoach: false,
      lastSeenAt: NOW,
      goneAt: null,
    }
    const { deps } = await createQueue({ session: { copies: [copy] } })
    await deps.db.accounts.put(accountOf({ id: 'another' }))
    await deps.db.calendars.putMany([
      calendarOf({ key: 'another', id: 'another@coach.example', accountId: 'another' }),
      calendarOf({ key: 'team', id: 'team@coach.example', role: 'reader', primary: false }),
    ])
    await propose(deps, intent)
    expect(new Set((await ownWrites(deps)).map(({ calendarKey }) => calendarKey))).toEqual(new Set(['work']))
  })

  it('without write access they wait for it, and the reply names the account that must give it', async () => {
    const { deps, calendar } = await createQueue()
    await deps.db.accounts.put(accountOf({ access: 'read' }))
    const reply = await propose(deps, intent)
    expect(reply).toMatchObject({ ok: true, value: { needsWriteAccess: 'acc' } })
    await push(deps)
    expect([...calendar.events.keys()]).toEqual([eventOf().id])
    await deps.db.accounts.put(accountOf({ access: 'write' }))
    await push(deps)
    expect([...calendar.events.values()].filter(({ title }) => title === 'Hold')).toHaveLength(3)
  })
})
