import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { choose } from '../../lib/flow/choose.ts'
import { expire } from '../../lib/flow/expire.ts'
import { offerSlots } from '../../lib/flow/offer.ts'
import { propose } from '../../lib/flow/propose.ts'
import { push } from '../../lib/flow/push.ts'
import { withdraw } from '../../lib/flow/withdraw.ts'
import { rescheduleQueue } from '../../lib/store/queries/queue.ts'
import { DANA, NOW } from '../helpers/books.ts'
import { createQueue, QUEUE_ID } from '../helpers/reschedule.ts'

const START = Date.UTC(2026, 11, 1, 9)
const slots = [0, 1].map((days) => ({ start: START + days * DAY, end: START + days * DAY + HOUR }))
const NEXT = { after: QUEUE_ID, purpose: 'next' } as const

/** Dana's session took place after all: nothing is in the queue. */
const happened = async () => {
  const world = await createQueue()
  await answer(world.deps, {
    intentId: 'second',
    sessionKey: 'uid-1|-',
    kind: 'paid',
    answers: [{ participant: DANA, said: { occurred: true }, courtesy: false, minutes: null }],
  })
  await push(world.deps)
  const hold = async () => {
    const reply = await propose(world.deps, { ...NEXT, intentId: 'n', way: 'hold', slots })
    if (!reply.ok) throw new Error(reply.error.reason)
    await push(world.deps)
    const stored = await world.deps.db.proposals.get(reply.value.proposalId)
    return { proposalId: reply.value.proposalId, ids: stored?.slots.map(({ eventId }) => eventId) ?? [] }
  }
  const view = () => rescheduleQueue(world.deps.db, { now: world.deps.clock.now(), keptMs: DAY })
  return { ...world, hold, view }
}

describe('the next session', () => {
  it('is offered although nothing is in the queue, with the length of the one before', async () => {
    const { deps } = await happened()
    expect(await deps.db.queue.count()).toBe(0)
    const offer = await offerSlots(deps, NEXT)
    expect(offer.ok && offer.value.slots.map(({ start, end }) => end - start)).toEqual([HOUR, HOUR, HOUR])
    expect(await offerSlots(deps, { ...NEXT, purpose: 'makeup' })).toMatchObject({
      error: { reason: 'not-found' },
    })
  })

  it('chosen becomes a session with the client and kind, linked, that makes up for nothing', async () => {
    const { deps, calendar, hold } = await happened()
    const { proposalId, ids } = await hold()
    const reply = await choose(deps, { proposalId, eventId: ids[0] ?? '' })
    const bookedKey = reply.ok ? reply.value.bookedKey : ''
    expect(await deps.db.sessions.get(bookedKey)).toMatchObject({
      ...slots[0],
      title: 'Coaching',
      kind: 'paid',
      recognisedBy: 'next',
      follows: QUEUE_ID,
      makeupOf: null,
      standing: 'open',
      participants: [{ address: 'dana@client.example' }],
    })
    await push(deps)
    expect(calendar.events.get(ids[0] ?? '')).toMatchObject({
      title: 'Coaching',
      status: 'confirmed',
      marks: { aw: '1', 'aw1.n': QUEUE_ID },
    })
    expect(calendar.events.get(ids[1] ?? '')?.status).toBe('cancelled')
    expect(calendar.events.get('event1')?.marks['aw1.q']).toBeUndefined()
    expect(await choose(deps, { proposalId, eventId: ids[0] ?? '' })).toEqual(reply)
  })

  it('on offer it stands among the proposed, and is gone when its times are withdrawn or run out', async () => {
    const { deps, hold, view } = await happened()
    const { proposalId } = await hold()
    expect((await view()).proposed).toMatchObject([{ id: proposalId, wish: NEXT, code: 'occurred' }])
    await withdraw(deps, { proposalId })
    await push(deps)
    expect((await view()).proposed).toEqual([])
    const again = await propose(deps, { ...NEXT, intentId: 'm', way: 'hold', slots })
    expect(again.ok).toBe(true)
    deps.time.set(NOW + 6 * DAY)
    await expire(deps)
    expect((await view()).proposed).toEqual([])
    expect(await deps.db.queue.count()).toBe(0)
  })

  it('E37 stays on offer beside a make-up when the answer is changed to a miss', async () => {
    const { deps, hold, view } = await happened()
    await hold()
    await answer(deps, {
      intentId: 'third',
      sessionKey: 'uid-1|-',
      kind: 'paid',
      answers: [
        {
          participant: DANA,
          said: { occurred: false, reason: 'coach-missed' },
          courtesy: false,
          minutes: null,
        },
      ],
    })
    const { open, proposed } = await view()
    expect(open).toMatchObject([{ id: QUEUE_ID, wish: { purpose: 'makeup' } }])
    expect(proposed).toMatchObject([{ wish: { purpose: 'next' } }])
  })
})
