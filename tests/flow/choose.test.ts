import { describe, expect, it } from 'vitest'
import type { Account } from '../../lib/core/account.ts'
import { err } from '../../lib/core/result.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { choose } from '../../lib/flow/choose.ts'
import { propose } from '../../lib/flow/propose.ts'
import { push } from '../../lib/flow/push.ts'
import { DANA, LEE, participantOf, recordOf } from '../helpers/books.ts'
import { createQueue, HOLD_MAKEUP, ownWrites, QUEUE_ID } from '../helpers/reschedule.ts'
import { guest } from './pulling.ts'

const TUESDAY = Date.UTC(2026, 10, 24, 9)
const slots = [0, 1, 2].map((days) => ({ start: TUESDAY + days * DAY, end: TUESDAY + days * DAY + HOUR }))

/** Three times are on offer and on the calendar; `ids` are their events. */
const offered = async (options: Parameters<typeof createQueue>[0] = {}) => {
  const world = await createQueue(options)
  const reply = await propose(world.deps, { ...HOLD_MAKEUP, intentId: 'i', slots })
  if (!reply.ok) throw new Error(reply.error.reason)
  await push(world.deps)
  const { proposalId } = reply.value
  const ids = (await world.deps.db.proposals.get(proposalId))?.slots.map(({ eventId }) => eventId) ?? []
  const pick = (index: number) => choose(world.deps, { proposalId, eventId: ids[index] ?? '' })
  return { ...world, proposalId, ids, pick }
}

describe('a chosen hold becomes the make-up', () => {
  it('a session of the client at once, linked both ways, while the other holds go', async () => {
    const { deps, calendar, ids, pick, proposalId } = await offered({
      session: {
        participants: [{ ...participantOf(DANA, 'dana@client.example'), name: 'Dana' }],
        joinLink: 'https://meet.example/dana',
      },
    })
    const reply = await pick(1)
    const makeupKey = `${ids[1]}@google.com|-`
    expect(reply).toEqual({ ok: true, value: { bookedKey: makeupKey } })
    expect(await deps.db.sessions.get(makeupKey)).toMatchObject({
      ...slots[1],
      uid: `${ids[1]}@google.com`,
      title: 'Coaching',
      kind: 'paid',
      recognisedBy: 'makeup',
      makeupOf: QUEUE_ID,
      standing: 'open',
      open: 1,
      participants: [
        { address: 'dana@client.example', name: 'Dana', response: 'needs-action', outcome: null },
      ],
      copies: [{ calendarKey: 'work', eventId: ids[1], writable: true, organisedByCoach: true }],
    })
    const id = (await deps.hasher.sha256(`${makeupKey}dana@client.example`)).slice(0, 10)
    expect((await deps.db.sessions.get(makeupKey))?.participants[0]?.id).toBe(id)
    expect(await deps.db.queue.get(QUEUE_ID)).toMatchObject({ state: 'booked', makeupKey })
    expect(await deps.db.proposals.get(proposalId)).toMatchObject({
      state: 'chosen',
      slots: [{ state: 'released' }, { state: 'chosen' }, { state: 'released' }],
    })
    await push(deps)
    expect(await deps.db.outbox.all()).toEqual([])
    expect(ids.map((each) => calendar.events.get(each)?.status)).toEqual([
      'cancelled',
      'confirmed',
      'cancelled',
    ])
    const event = calendar.events.get(ids[1] ?? '')
    expect(event).toMatchObject({
      title: 'Coaching',
      private: false,
      description: 'https://meet.example/dana',
      marks: { aw: '1', 'aw1.m': QUEUE_ID },
    })
    expect(event?.marks).not.toHaveProperty('aw1.h')
    expect(event?.attendees.map(({ email }) => email)).toEqual(['dana@client.example'])
    expect(calendar.events.get('event1')?.marks['aw1.q']).toBe(`${DANA}=booked:${makeupKey}`)
  })

  it('E38 chosen twice is chosen once; another time of the same offer is gone', async () => {
    const { deps, pick } = await offered()
    const first = await pick(1)
    const queued = await deps.db.outbox.count()
    expect(await pick(1)).toEqual(first)
    expect(await deps.db.outbox.count()).toBe(queued)
    expect(await pick(2)).toMatchObject({ ok: false, error: { reason: 'not-found' } })
  })

  it('E38 two clicks at once book one make-up', async () => {
    const { deps, pick } = await offered()
    const replies = await Promise.all([pick(0), pick(1)])
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await deps.db.sessions.all()).filter(({ makeupOf }) => makeupOf !== null)).toHaveLength(1)
  })

  it('a hold that the coach moved is taken where it now stands', async () => {
    const { deps, calendar, ids, pick } = await offered()
    const start = TUESDAY + 30 * HOUR
    calendar.edit(ids[1] ?? '', { start, end: start + HOUR })
    const reply = await pick(1)
    expect(reply.ok && (await deps.db.sessions.get(reply.value.bookedKey))).toMatchObject({
      start,
      end: start + HOUR,
    })
    await push(deps)
    expect(calendar.events.get(ids[1] ?? '')).toMatchObject({ start, status: 'confirmed' })
  })

  it('E51 what the coach did to a hold stays: its title, whoever was invited, and what they answered', async () => {
    const { deps, calendar, ids, pick } = await offered()
    const id = ids[1] ?? ''
    const partner = { ...guest('partner@client.example'), response: 'accepted' as const }
    calendar.edit(id, { title: 'Dana and partner', description: 'Room 4' })
    const reply = await pick(1)
    calendar.edit(id, { attendees: [partner] })
    expect(reply.ok && (await deps.db.sessions.get(reply.value.bookedKey))?.title).toBe('Dana and partner')
    await push(deps)
    const event = calendar.events.get(id)
    expect(event).toMatchObject({ title: 'Dana and partner', description: 'Room 4', status: 'confirmed' })
    expect(event?.attendees.map(({ email, response }) => [email, response])).toEqual([
      ['partner@client.example', 'accepted'],
      ['dana@client.example', 'needs-action'],
    ])
  })

  it.each([
    ['deleted', { status: 'cancelled' as const }],
    ['made into something else', { marks: {} }],
  ])('E49 a hold that was %s is refused, and nothing is booked', async (_what, change) => {
    const { deps, calendar, ids, pick } = await offered()
    calendar.edit(ids[1] ?? '', change)
    expect(await pick(1)).toMatchObject({ ok: false, error: { reason: 'slot-taken' } })
    expect(await deps.db.queue.get(QUEUE_ID)).toMatchObject({ state: 'proposed' })
    expect(await ownWrites(deps)).toEqual([])
  })

  it('E50 offline the stored hold serves; one that was never pulled cannot be chosen yet', async () => {
    const { deps, calendar, ids, pick, state } = await offered()
    state.failure = { type: 'offline' }
    expect(await pick(1)).toEqual({ ok: false, error: { reason: 'calendar', failure: { type: 'offline' } } })
    const hold = calendar.events.get(ids[1] ?? '')
    if (hold === undefined) throw new Error('No hold')
    await deps.db.events.put(recordOf(hold, ''))
    const reply = await pick(1)
    expect(reply.ok).toBe(true)
    expect((await deps.db.events.get(`work/${ids[1]}`))?.sessionKey).toBe(reply.ok && reply.value.bookedKey)
  })

  it('a hold that has not gone out yet cannot be chosen, and stays on offer', async () => {
    const world = await createQueue()
    const reply = await propose(world.deps, { ...HOLD_MAKEUP, intentId: 'i', slots })
    const proposalId = reply.ok ? reply.value.proposalId : ''
    const eventId = (await world.deps.db.proposals.get(proposalId))?.slots[0]?.eventId ?? ''
    expect(await choose(world.deps, { proposalId, eventId })).toMatchObject({
      ok: false,
      error: { reason: 'calendar' },
    })
    expect(await world.deps.db.queue.get(QUEUE_ID)).toMatchObject({ state: 'proposed' })
  })

  it('E15 of a group, the make-up is for the one who missed', async () => {
    const both = [participantOf(DANA, 'dana@client.example'), participantOf(LEE, 'lee@client.example')]
    const { deps, pick } = await offered({ session: { participants: both } })
    const reply = await pick(0)
    const makeup = reply.ok ? await deps.db.sessions.get(reply.value.bookedKey) : undefined
    expect(makeup?.participants.map(({ address }) => address)).toEqual(['dana@client.example'])
    expect(await deps.db.queue.get(`uid-1|-#${LEE}`)).toMatchObject({ state: 'open' })
  })

  it("E19 a client known only by the coach's word stays known in the make-up", async () => {
    const queueId = 'uid-1|-#_'
    const world = await createQueue({ session: { participants: [participantOf('_', null)] } })
    const client = {
      id: 'c',
      name: 'Kim',
      addresses: [],
      titles: [],
      participants: [queueId],
      kinds: [],
      dontAsk: false,
      createdAt: 0,
    }
    await world.deps.db.clients.put(client)
    const reply = await propose(world.deps, { ...HOLD_MAKEUP, intentId: 'i', after: queueId, slots })
    await push(world.deps)
    const proposalId = reply.ok ? reply.value.proposalId : ''
    const eventId = (await world.deps.db.proposals.get(proposalId))?.slots[0]?.eventId ?? ''
    const chosen = await choose(world.deps, { proposalId, eventId })
    expect((await world.deps.db.clients.get('c'))?.participants).toEqual([
      queueId,
      `${chosen.ok && chosen.value.bookedKey}#_`,
    ])
  })

  it('E42 a make-up missed in turn is a fresh decision with the chain visible', async () => {
    const { deps, pick } = await offered()
    const reply = await pick(0)
    const makeupKey = reply.ok ? reply.value.bookedKey : ''
    deps.time.set(TUESDAY + 2 * HOUR)
    const participant = (await deps.db.sessions.get(makeupKey))?.participants[0]?.id ?? ''
    const said = { occurred: false, reason: 'coach-emergency' } as const
    await answer(deps, {
      intentId: 'x',
      sessionKey: makeupKey,
      kind: 'paid',
      answers: [{ participant, said, courtesy: false, minutes: null }],
    })
    expect(await deps.db.queue.get(`${makeupKey}#${participant}`)).toMatchObject({ state: 'open' })
    expect((await deps.db.sessions.get(makeupKey))?.makeupOf).toBe(QUEUE_ID)
    expect(await deps.db.queue.get(QUEUE_ID)).toMatchObject({ state: 'booked', makeupKey })
  })

  it('E38 a choice sent twice is answered alike, though the calendar falls silent in between', async () => {
    const { deps, proposalId, ids } = await offered()
    const choice = { proposalId, eventId: ids[1] ?? '' }
    const get = async () => {
      await choose(deps, choice)
      return err({ type: 'forbidden', reason: '' } as const)
    }
    const calendars = { of: (account: Account) => ({ ...deps.calendars.of(account), get }) }
    expect(await choose({ ...deps, calendars }, choice)).toEqual(await choose(deps, choice))
  })

  it('a time that the client asked for instead is where the session stands, on both sides of a changed clock', async () => {
    const world = await createQueue()
    const reply = await propose(world.deps, {
      ...HOLD_MAKEUP,
      way: 'invite',
      intentId: 'i',
      slots: slots.slice(0, 1),
    })
    world.deps.time.advance(3 * MINUTE)
    await push(world.deps)
    const proposalId = reply.ok ? reply.value.proposalId : ''
    const eventId = (await world.deps.db.proposals.get(proposalId))?.slots[0]?.eventId ?? ''
    // 09:00 in Madrid on the Sunday on which its clocks go forward.
    const at = { start: Date.UTC(2027, 2, 28, 7), end: Date.UTC(2027, 2, 28, 8) }
    const chosen = await choose(world.deps, { proposalId, eventId, at })
    expect(chosen.ok && (await world.deps.db.sessions.get(chosen.value.bookedKey))).toMatchObject(at)
    await push(world.deps)
    expect(world.calendar.events.get(eventId)).toMatchObject({
      ...at,
      title: 'Coaching',
      attendees: [{ email: 'dana@client.example' }],
      marks: { 'aw1.m': QUEUE_ID },
    })
    expect(await world.deps.db.outbox.count()).toBe(0)
  })

  it('an unknown offer or time is refused', async () => {
    const { deps, proposalId } = await offered()
    expect(await choose(deps, { proposalId, eventId: 'x' })).toMatchObject({ error: { reason: 'not-found' } })
    expect(await choose(deps, { proposalId: 'x', eventId: 'x' })).toMatchObject({
      error: { reason: 'not-found' },
    })
  })
})
