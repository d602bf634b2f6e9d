import { expect, it } from 'vitest'
import { createPracticeCalendar } from '../../lib/calendars/practice/calendar.ts'
import { answer } from '../../lib/flow/answer.ts'
import { choose } from '../../lib/flow/choose.ts'
import { offerSlots } from '../../lib/flow/offer.ts'
import { propose } from '../../lib/flow/propose.ts'
import { pull } from '../../lib/flow/pull.ts'
import { push } from '../../lib/flow/push.ts'
import { accountOf, settingsWith } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { practiceWords } from '../helpers/practice-words.ts'

/** A coach with the practice month, pulled, and one session of one client answered with "I had an emergency". */
const createCoach = async () => {
  let saved: unknown = null
  const storage = {
    load: async () => structuredClone(saved),
    save: async (state: unknown) => {
      saved = structuredClone(state)
    },
  }
  const deps: TestDeps = await createTestDeps({
    calendars: { of: () => calendar },
  })
  const calendar = createPracticeCalendar({
    storage,
    clock: deps.clock,
    accountId: 'acc',
    words: practiceWords,
  })
  const account = accountOf({ provider: 'practice' })
  await deps.db.accounts.put(account)
  await deps.db.settings.put({ id: 'settings', value: settingsWith({ installedAt: 1 }) })
  const calendars = await calendar.calendars()
  if (!calendars.ok) throw new Error('No calendars')
  for (const each of calendars.value)
    await deps.db.calendars.put({
      ...each,
      chosen: true,
      cursor: null,
      window: null,
      pulledAt: null,
      slicedAt: null,
      lastFailure: null,
      malformed: 0,
    })
  await deps.db.rules.put({ id: 'r', order: 1, include: true, kind: 'paid', match: { type: 'anyone' } })
  await pull(deps)
  const sessions = await deps.db.sessions.all()
  const missed = sessions
    .filter(({ participants, end }) => participants.length === 1 && end < deps.clock.now())
    .at(-1)
  const participant = missed?.participants[0]
  if (missed === undefined || participant === undefined) throw new Error('No session')
  const said = { occurred: false, reason: 'coach-emergency' } as const
  await answer(deps, {
    intentId: 'a',
    sessionKey: missed.key,
    kind: 'paid',
    answers: [{ participant: participant.id, said, courtesy: false, minutes: null }],
  })
  return { deps, calendar, missed, queueId: `${missed.key}#${participant.id}`, address: participant.address }
}

it('E38 missed, offered, held, chosen, with a pull between any two steps: one make-up, and nothing twice', async () => {
  const { deps, missed, queueId, address } = await createCoach()
  const again = async () => {
    await pull(deps)
    deps.time.advance(1_000)
  }
  const before = await deps.db.sessions.count()
  const offer = await offerSlots(deps, { after: queueId, purpose: 'makeup' })
  if (!offer.ok) throw new Error(offer.error.reason)
  expect(offer.value.slots).toHaveLength(3)
  const proposed = await propose(deps, {
    intentId: 'p',
    after: queueId,
    purpose: 'makeup',
    way: 'hold',
    slots: offer.value.slots.map(({ start, end }) => ({ start, end })),
  })
  if (!proposed.ok) throw new Error(proposed.error.reason)
  await again()
  await push(deps)
  await again()
  expect(await deps.db.sessions.count()).toBe(before)
  const proposal = await deps.db.proposals.get(proposed.value.proposalId)
  expect(proposal?.slots.map(({ state }) => state)).toEqual(['held', 'held', 'held'])
  const eventId = proposal?.slots[1]?.eventId ?? ''
  const chosen = await choose(deps, { proposalId: proposed.value.proposalId, eventId })
  if (!chosen.ok) throw new Error(chosen.error.reason)
  const { bookedKey: makeupKey } = chosen.value
  await again()
  expect(await deps.db.sessions.get(makeupKey)).toMatchObject({
    standing: 'open',
    makeupOf: queueId,
    recognisedBy: 'makeup',
  })
  await push(deps)
  await again()
  await again()
  expect(await deps.db.outbox.count()).toBe(0)
  expect(await deps.db.sessions.count()).toBe(before + 1)
  expect(await deps.db.sessions.get(makeupKey)).toMatchObject({
    standing: 'open',
    open: 1,
    makeupOf: queueId,
    recognisedBy: 'makeup',
    title: missed.title,
    start: offer.value.slots[1]?.start,
    end: (offer.value.slots[1]?.start ?? 0) + missed.end - missed.start,
    participants: [{ address }],
  })
  expect(await deps.db.queue.get(queueId)).toMatchObject({ state: 'booked', makeupKey })
  const holds = (await deps.db.events.all()).filter(
    ({ marks, status }) => marks['aw1.h'] !== undefined && status !== 'cancelled',
  )
  expect(holds).toEqual([])
})
