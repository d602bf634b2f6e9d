import { describe, expect, it } from 'vitest'
import type { Session } from '../../lib/core/session.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { propose } from '../../lib/flow/propose.ts'
import { push } from '../../lib/flow/push.ts'
import { sayMoved } from '../../lib/flow/say-moved.ts'
import { rescheduleQueue } from '../../lib/store/queries/queue.ts'
import { DANA, eventOf, LEE, NOW, participantOf, sessionOf } from '../helpers/books.ts'
import { createQueue, HOLD_MAKEUP, QUEUE_ID } from '../helpers/reschedule.ts'
import { createWorld, meeting, pullSaying } from './pulling.ts'

const START = NOW + HOUR
const THURSDAY = NOW + 3 * DAY + 5 * HOUR

/** Dana's session is in the queue; another one, that a pull first saw now, stands on Thursday at 14:00. */
const appeared = async (over: Partial<Session> = {}) => {
  const world = await createQueue()
  const [copy] = sessionOf().copies
  if (copy === undefined) throw new Error('No copy')
  const other = sessionOf({
    key: 'uid-2|-',
    uid: 'uid-2',
    copies: [{ ...copy, eventId: 'event2' }],
    start: THURSDAY,
    end: THURSDAY + HOUR,
    participants: [participantOf('1111111111', 'dana@client.example')],
    firstSeenAt: NOW,
    ...over,
  })
  await world.deps.db.sessions.put(other)
  const movedTo = async () => {
    const view = await rescheduleQueue(world.deps.db, { now: world.deps.clock.now(), keptMs: DAY })
    return [...view.open, ...view.proposed].find(({ id }) => id === QUEUE_ID)?.movedTo?.key ?? null
  }
  const say = (moved: boolean) => sayMoved(world.deps, { queueId: QUEUE_ID, sessionKey: other.key, moved })
  return { ...world, other, movedTo, say }
}

describe('what a calendar holds when it is first read', () => {
  it('has not appeared: of a client’s other sessions only one that came later may be the one moved', async () => {
    const world = await createWorld()
    const next = meeting('next week', START + 7 * DAY)
    await pullSaying(world, { events: [meeting('missed', START), next], cursor: 'one' })
    await pullSaying(world, { events: [meeting('later', START + 3 * DAY)], cursor: 'two' })
    const seen = (await world.db.sessions.all()).map(({ uid, firstSeenAt }) => [
      uid,
      firstSeenAt !== undefined,
    ])
    expect(Object.fromEntries(seen)).toEqual({
      'missed@calendar.example': false,
      'next week@calendar.example': false,
      'later@calendar.example': true,
    })
  })
})

describe('a new session with a client whose missed one is in the queue', () => {
  it('is asked about; yes: it is the make-up, linked both ways, and what is on offer is withdrawn', async () => {
    const { deps, calendar, movedTo, say } = await appeared()
    calendar.events.set('event2', eventOf({ id: 'event2' }))
    const slots = [{ start: THURSDAY + DAY, end: THURSDAY + DAY + HOUR }]
    const held = await propose(deps, { ...HOLD_MAKEUP, intentId: 'i', slots })
    await push(deps)
    expect(await movedTo()).toBe('uid-2|-')
    expect(await say(true)).toEqual({ ok: true, value: null })
    expect(await say(true)).toEqual({ ok: true, value: null })
    await push(deps)
    expect(await deps.db.queue.get(QUEUE_ID)).toMatchObject({ state: 'booked', makeupKey: 'uid-2|-' })
    expect(await deps.db.sessions.get('uid-2|-')).toMatchObject({ makeupOf: QUEUE_ID, kind: 'paid' })
    expect(calendar.events.get('event2')?.marks['aw1.m']).toBe(QUEUE_ID)
    expect(calendar.events.get('event1')?.marks['aw1.q']).toBe(`${DANA}=booked:uid-2|-`)
    const id = held.ok ? held.value.proposalId : ''
    const proposal = await deps.db.proposals.get(id)
    expect(proposal?.state).toBe('withdrawn')
    expect(calendar.events.get(proposal?.slots[0]?.eventId ?? '')?.status).toBe('cancelled')
    expect(await movedTo()).toBeNull()
  })

  it('with two of a client’s sessions waiting, it is the one of which the coach says so, and not the other', async () => {
    const { deps, movedTo, say } = await appeared()
    const second = sessionOf({ key: 'uid-3|-', start: NOW - DAY, end: NOW - DAY + HOUR })
    await deps.db.sessions.put(second)
    const place = await deps.db.queue.get(QUEUE_ID)
    if (!place) throw new Error('Nothing waits')
    await deps.db.queue.put({ ...place, id: `uid-3|-#${place.participant}`, sessionKey: 'uid-3|-' })
    const asked = async () => {
      const view = await rescheduleQueue(deps.db, { now: deps.clock.now(), keptMs: DAY })
      return view.open.map((row) => [row.sessionKey, row.movedTo?.key ?? null])
    }
    expect((await asked()).toSorted()).toEqual([
      ['uid-1|-', 'uid-2|-'],
      ['uid-3|-', 'uid-2|-'],
    ])
    expect(await movedTo()).toBe('uid-2|-')
    await say(true)
    expect(await asked()).toEqual([['uid-3|-', null]])
  })

  it('no: it is not asked again', async () => {
    const { deps, movedTo, say } = await appeared()
    await say(false)
    expect(await movedTo()).toBeNull()
    expect(await deps.db.queue.get(QUEUE_ID)).toMatchObject({ state: 'open' })
  })

  it.each<[string, Partial<Session>]>([
    ['with somebody else', { participants: [participantOf(LEE, 'lee@client.example')] }],
    ['that was there long before', { firstSeenAt: NOW - 2 * DAY }],
    ['of which nobody knows since when it is there', { firstSeenAt: undefined as never }],
    ['that is over', { start: NOW - 2 * HOUR, end: NOW - HOUR }],
    ['far away', { start: NOW + 61 * DAY, end: NOW + 61 * DAY + HOUR }],
    ['that makes up for another', { makeupOf: 'uid-0|-#0123456789' }],
    ['that was put aside', { standing: 'aside' }],
  ])('%s is not asked about', async (_what, over) => {
    expect(await (await appeared(over)).movedTo()).toBeNull()
  })

  it('what makes up for another one cannot be said to be this one', async () => {
    const { say } = await appeared({ makeupOf: 'uid-0|-#0123456789' })
    expect(await say(true)).toMatchObject({ error: { reason: 'not-found' } })
  })
})
