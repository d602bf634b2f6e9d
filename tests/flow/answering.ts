import type { Said } from '../../lib/core/answer.ts'
import type { AnswerIntent } from '../../lib/flow/answer.ts'
import { DANA } from '../helpers/books.ts'
import type { TestDeps } from '../helpers/deps.ts'

export const KEY = 'uid-1|-'
export const came: Said = { occurred: true }
export const noShow: Said = { occurred: false, reason: 'client-no-show' }
export const sick: Said = { occurred: false, reason: 'client-emergency' }

export const intent = (said: Said, over: Partial<AnswerIntent> = {}, courtesy = false): AnswerIntent => ({
  intentId: 'i1',
  sessionKey: KEY,
  kind: 'paid',
  answers: [{ participant: DANA, said, courtesy, minutes: null }],
  ...over,
})

export const books = async (deps: TestDeps) => ({
  session: await deps.db.sessions.get(KEY),
  answers: await deps.db.answers.all(),
  ledger: await deps.db.ledger.all(),
  queue: await deps.db.queue.all(),
  outbox: await deps.db.outbox.between('lane', '', []),
})
