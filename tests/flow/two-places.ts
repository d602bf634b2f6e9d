import type { Said } from '../../lib/core/answer.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { DANA, fill, LEE, NOW, participantOf, sessionOf } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { came, intent } from './answering.ts'

export const HOME = 'dana@client.example'
export const WORK = 'lee@client.example'
export const both = [participantOf(DANA, HOME), participantOf(LEE, WORK)]
export const keyOf = (index: number) => `uid-${index}|-`

/** So many sessions, a day apart and the last of them just over, each with both addresses in it. */
export const worldOf = async (sessions: number) => {
  const deps = await createTestDeps()
  const at = (index: number) => NOW - HOUR - (sessions - 1 - index) * DAY
  await fill(deps, {
    events: [],
    sessions: Array.from({ length: sessions }, (_, index) =>
      sessionOf({
        ...{ key: keyOf(index), uid: `uid-${index}`, participants: both },
        ...{ start: at(index), end: at(index) + HOUR },
      }),
    ),
  })
  return deps
}

/** Says one word of each of these places. */
export const say = async (
  deps: TestDeps,
  index: number,
  words: Readonly<Record<string, Said>>,
  kind: 'paid' | 'complimentary' = 'paid',
) => {
  const answers = Object.entries(words).map(([participant, said]) => ({
    ...{ participant, said, courtesy: false, minutes: null },
  }))
  const id = `${index} ${JSON.stringify(words)}`
  await answer(deps, intent(came, { intentId: id, sessionKey: keyOf(index), kind, answers }))
}
