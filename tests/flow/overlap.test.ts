import { expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { ask } from '../../lib/flow/ask.ts'
import { cardView } from '../../lib/store/queries/card.ts'
import { DANA, fill, LEE, NOW, participantOf, sessionOf } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { came, intent, noShow } from './answering.ts'

const half = (key: string, id: string, start: number) =>
  sessionOf({
    key,
    uid: key,
    start,
    end: start + HOUR,
    participants: [participantOf(id, `${id}@client.example`)],
  })

it('E28 overlapping sessions are one stack of a card each, either says that the coach was booked twice, each has its own answer', async () => {
  const deps = await createTestDeps()
  const sessions = [half('a|-', DANA, NOW - 2 * HOUR), half('b|-', LEE, NOW - 2 * HOUR + 30 * MINUTE)]
  await fill(deps, { sessions, events: [] })
  await ask(deps)
  expect(deps.told.prompts).toEqual([['a|-', 'b|-']])
  for (const { key } of sessions)
    expect(await cardView(deps.db, key, NOW)).toMatchObject({ key, doubleBooked: true })

  const one = (sessionKey: string, participant: string, said: typeof came) =>
    answer(deps, {
      ...intent(said, { intentId: sessionKey }),
      sessionKey,
      answers: [{ participant, said, courtesy: false, minutes: null }],
    })
  await one('a|-', DANA, came)
  expect(await deps.db.sessions.get('b|-')).toMatchObject({ standing: 'open', open: 1 })
  await one('b|-', LEE, noShow)
  const marks = (await deps.db.ledger.all()).map(({ sessionKey, mark }) => [sessionKey, mark])
  expect(marks.toSorted()).toEqual([
    ['a|-', 'completed'],
    ['b|-', 'didnt-occur'],
  ])
})

it('E28 what was called off, set aside, or only touches is no second booking', async () => {
  const deps = await createTestDeps()
  const asked = half('a|-', DANA, NOW - 2 * HOUR)
  await fill(deps, {
    sessions: [
      asked,
      { ...half('b|-', LEE, asked.start), standing: 'canceled', open: 0 },
      { ...half('c|-', LEE, asked.start), standing: 'aside', open: 0 },
      half('d|-', LEE, asked.end),
      half('e|-', LEE, asked.start - HOUR),
    ],
    events: [],
  })
  expect(await cardView(deps.db, 'a|-', NOW)).toMatchObject({ doubleBooked: false })
})
