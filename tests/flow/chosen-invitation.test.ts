import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { choose } from '../../lib/flow/choose.ts'
import { propose } from '../../lib/flow/propose.ts'
import { pull } from '../../lib/flow/pull.ts'
import { push } from '../../lib/flow/push.ts'
import { discardWrite, retryWrite } from '../../lib/flow/stuck.ts'
import { COACH } from '../calendars/google/emulated.ts'
import { DANA } from './google-coach.ts'
import { missed } from './inviting.ts'

type Missed = Awaited<ReturnType<typeof missed>>

/** The one time that is offered is held, and nobody is told. */
const hold = async ({ deps, after, slots }: Missed): Promise<string> => {
  const wish = { after, purpose: 'makeup', way: 'hold' } as const
  const reply = await propose(deps, { ...wish, intentId: 'h', slots: slots.slice(0, 1) })
  if (!reply.ok) throw new Error(reply.error.reason)
  await push(deps)
  await pull(deps)
  return reply.value.proposalId
}

/**
 * An offered time was chosen, and the calendar refuses to make it the session. `later`: the client asked for so much later instead;
 * `before` it was chosen.
 */
const refusedChoice = async ({
  later = 0,
  offer = (world: Missed) => world.inviteAndMail(),
  before,
}: Partial<{
  later: number
  offer: (world: Missed) => Promise<string>
  before: (world: Missed, eventId: string) => void
}> = {}) => {
  const world = await missed()
  const { deps, emulator, advance } = world
  const proposalId = await offer(world)
  const eventId = (await deps.db.proposals.get(proposalId))?.slots[0]?.eventId ?? ''
  const { start, end } = world.slots[0] ?? { start: 0, end: 0 }
  const chosenAt = { start: start + later, end: end + later }
  before?.(world, eventId)
  const reply = await choose(deps, { proposalId, eventId, ...(later === 0 ? {} : { at: chosenAt }) })
  if (!reply.ok) throw new Error(reply.error.reason)
  emulator.faults.next({ kind: '403-forbidden', match: { method: 'PATCH' } })
  await push(deps)
  const writeId = `makeup:${eventId}`
  expect(await deps.db.outbox.get(writeId)).toMatchObject({ state: 'dead' })
  const read = async () => {
    advance(MINUTE)
    await pull(deps)
  }
  return {
    ...world,
    offeredAt: { start, end },
    chosenAt,
    hands: emulator.google.actAs(COACH),
    eventId,
    session: () => deps.db.sessions.get(reply.value.bookedKey),
    read,
    giveUp: () => discardWrite(deps, { writeId }),
    tryAgain: async () => {
      await retryWrite(deps, { writeId })
      await push(deps)
      await read()
    },
  }
}

describe('an invitation that was chosen, and that the calendar would not have as the session', () => {
  it('is the session as it now stands when the coach has given that up', async () => {
    const { hands, eventId, giveUp, read, session, offeredAt, respond } = await refusedChoice()
    await giveUp()
    hands.patch(eventId, { summary: 'By the river' })
    hands.reschedule(eventId, offeredAt.start + 2 * HOUR)
    await read()
    expect(await session()).toMatchObject({
      title: 'By the river',
      start: offeredAt.start + 2 * HOUR,
      recognisedBy: 'makeup',
      standing: 'open',
    })
    await respond(0, 'declined')
    expect(await session()).toMatchObject({ participants: [{ address: DANA, response: 'declined' }] })
  })

  it('is so too where that was done to it before it was given up, or is still to be decided', async () => {
    const { hands, eventId, giveUp, read, session } = await refusedChoice()
    hands.patch(eventId, { summary: 'By the river' })
    await read()
    expect(await session()).toMatchObject({ title: 'By the river' })
    await giveUp()
    await read()
    expect(await session()).toMatchObject({ title: 'By the river', standing: 'open' })
  })

  it('is when it was chosen, although the coach had just moved it and that was not read from the calendar before', async () => {
    const { giveUp, read, session, offeredAt } = await refusedChoice({
      before: ({ emulator, slots }, eventId) =>
        emulator.google.actAs(COACH).reschedule(eventId, (slots[0]?.start ?? 0) + HOUR),
    })
    const start = offeredAt.start + HOUR
    await giveUp()
    expect(await session()).toMatchObject({ start })
    await read()
    expect(await session()).toMatchObject({ start })
  })

  it('is gone with its event', async () => {
    const { hands, eventId, giveUp, read, session } = await refusedChoice()
    await giveUp()
    hands.delete(eventId)
    await read()
    expect((await session())?.copies.map(({ goneAt }) => goneAt)).not.toContain(null)
  })
})

describe('another time that the client asked for, which the calendar would not have', () => {
  const LATER = { later: 2 * HOUR }

  it('is when the session is for as long as that may still be written, whatever else is changed', async () => {
    const { hands, eventId, chosenAt, read, session, tryAgain } = await refusedChoice(LATER)
    hands.patch(eventId, { summary: 'By the river' })
    await read()
    expect(await session()).toMatchObject({ ...chosenAt, title: 'By the river', sightings: [] })
    await tryAgain()
    expect(await session()).toMatchObject({ ...chosenAt, title: 'By the river' })
  })

  it('is not when it is once the coach has given that up: it is when its event is', async () => {
    const { hands, eventId, giveUp, offeredAt, read, session } = await refusedChoice(LATER)
    await giveUp()
    expect(await session()).toMatchObject(offeredAt)
    hands.patch(eventId, { summary: 'By the river' })
    await read()
    expect(await session()).toMatchObject({ ...offeredAt, title: 'By the river' })
  })

  it('given up when its event was deleted meanwhile, leaves the session as it was', async () => {
    const { hands, eventId, giveUp, chosenAt, read, session } = await refusedChoice(LATER)
    hands.delete(eventId)
    await read()
    await giveUp()
    expect(await session()).toMatchObject(chosenAt)
  })
})

describe('a hold that was chosen, and that the calendar would not have as the session', () => {
  it('is no more than a time to its session, which has the title and the client that the hold is to get', async () => {
    const { hands, eventId, offeredAt, read, session, tryAgain } = await refusedChoice({ offer: hold })
    hands.reschedule(eventId, offeredAt.start + HOUR)
    await read()
    expect(await session()).toMatchObject({
      title: 'Coaching: Dana',
      private: false,
      participants: [{ address: DANA }],
    })
    await tryAgain()
    expect(await session()).toMatchObject({ title: 'Coaching: Dana', start: offeredAt.start + HOUR })
  })

  it('given up, is nothing to a session that was answered meanwhile', async () => {
    const { deps, hands, eventId, giveUp, offeredAt, read, session } = await refusedChoice({ offer: hold })
    const { key = '', participants = [] } = (await session()) ?? {}
    await answer(deps, {
      intentId: 'b',
      sessionKey: key,
      kind: 'paid',
      answers: participants.map(({ id }) => ({
        participant: id,
        said: { occurred: true },
        courtesy: false,
        minutes: null,
      })),
    })
    await giveUp()
    hands.reschedule(eventId, offeredAt.start + HOUR)
    await read()
    expect(await session()).toMatchObject({ ...offeredAt, title: 'Coaching: Dana', copies: [] })
  })
})
