import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { choose } from '../../lib/flow/choose.ts'
import { propose } from '../../lib/flow/propose.ts'
import { push } from '../../lib/flow/push.ts'
import { discardWrite } from '../../lib/flow/stuck.ts'
import { undo } from '../../lib/flow/undo.ts'
import { DANA } from '../helpers/books.ts'
import { createQueue, HOLD_MAKEUP, QUEUE_ID } from '../helpers/reschedule.ts'
import { came, intent } from './answering.ts'

const TUESDAY = Date.UTC(2026, 10, 24, 9)
const slots = [0, 1].map((days) => ({ start: TUESDAY + days * DAY, end: TUESDAY + days * DAY + HOUR }))

/** One of two held times was chosen, and the calendar refuses to make its hold the session. */
const refusedChoice = async () => {
  const world = await createQueue()
  const { deps, calendar } = world
  const offer = await propose(deps, { ...HOLD_MAKEUP, intentId: 'i', slots })
  if (!offer.ok) throw new Error(offer.error.reason)
  await push(deps)
  const { proposalId } = offer.value
  const eventId = (await deps.db.proposals.get(proposalId))?.slots[1]?.eventId ?? ''
  const pick = () => choose(deps, { proposalId, eventId })
  const chosen = await pick()
  if (!chosen.ok) throw new Error(chosen.error.reason)
  const { bookedKey } = chosen.value
  calendar.faults.push({ failure: { type: 'forbidden', reason: 'no' } })
  await push(deps)
  const writeId = `makeup:${eventId}`
  expect(await deps.db.outbox.get(writeId)).toMatchObject({ state: 'dead' })
  return { ...world, proposalId, eventId, bookedKey, pick, giveUp: () => discardWrite(deps, { writeId }) }
}

describe('a choice that the calendar refuses is given up', () => {
  it('the time is held and on offer as before, here and for other browsers, and no session stands there', async () => {
    const { deps, calendar, proposalId, eventId, bookedKey, giveUp } = await refusedChoice()
    expect(await giveUp()).toEqual({ ok: true, value: null })
    expect(await deps.db.sessions.get(bookedKey)).toBeUndefined()
    const proposal = await deps.db.proposals.get(proposalId)
    expect(proposal).toMatchObject({ state: 'open', slots: [{ state: 'released' }, { state: 'held' }] })
    expect(proposal).not.toHaveProperty('bookedKey')
    expect(await deps.db.queue.get(QUEUE_ID)).toMatchObject({
      state: 'proposed',
      proposalId,
      makeupKey: null,
    })
    await push(deps)
    expect(await deps.db.outbox.all()).toEqual([])
    expect(calendar.events.get(eventId)).toMatchObject({ title: 'Hold', status: 'tentative' })
    expect(calendar.events.get('event1')?.marks['aw1.q']).toBe(`${DANA}=proposed:${proposalId}`)
  })

  it('it can be chosen again, and is the make-up then', async () => {
    const { deps, calendar, eventId, bookedKey, giveUp, pick } = await refusedChoice()
    await giveUp()
    expect(await pick()).toEqual({ ok: true, value: { bookedKey } })
    await push(deps)
    expect(calendar.events.get(eventId)).toMatchObject({ title: 'Coaching', status: 'confirmed' })
    expect(await deps.db.queue.get(QUEUE_ID)).toMatchObject({ state: 'booked', makeupKey: bookedKey })
  })

  it('a hold of a session that is not to be made up any more goes from the calendar', async () => {
    const { deps, calendar, eventId, giveUp } = await refusedChoice()
    await undo(deps, { intentId: 'u', sessionKey: 'uid-1|-', participants: [DANA] })
    await giveUp()
    await push(deps)
    expect(calendar.events.get(eventId)?.status).toBe('cancelled')
  })

  it('what was answered about the session meanwhile stays, as of a session that is in no calendar', async () => {
    const { deps, proposalId, bookedKey, giveUp } = await refusedChoice()
    const [participant] = (await deps.db.sessions.get(bookedKey))?.participants ?? []
    const answers = [{ participant: participant?.id ?? '', said: came, courtesy: false, minutes: null }]
    await answer(deps, intent(came, { intentId: 'a', sessionKey: bookedKey, answers }))
    const kept = await deps.db.answers.where('sessionKey', bookedKey)
    expect(kept).toHaveLength(1)
    await giveUp()
    expect(await deps.db.sessions.get(bookedKey)).toMatchObject({
      standing: 'answered',
      copies: [],
      recognisedBy: 'hand',
      makeupOf: QUEUE_ID,
    })
    expect(await deps.db.proposals.get(proposalId)).toMatchObject({ state: 'chosen' })
    expect(await deps.db.answers.where('sessionKey', bookedKey)).toEqual(kept)
  })
})
