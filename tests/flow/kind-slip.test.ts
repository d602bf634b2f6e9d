import { beforeEach, expect, it } from 'vitest'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { setKind } from '../../lib/flow/set-kind.ts'
import { cardView } from '../../lib/store/queries/card.ts'
import { fill, NOW, sessionOf } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { came, intent, KEY } from './answering.ts'

let deps: TestDeps
beforeEach(async () => {
  deps = await createTestDeps()
})

it('E40 the first session said to be a consultation, after others were answered as paid: they stay paid', async () => {
  const at = (day: number) => {
    const start = NOW + day * DAY
    return sessionOf({
      key: `uid-${day}|-`,
      uid: `uid-${day}`,
      copies: [],
      ruleKind: null,
      start,
      end: start + HOUR,
    })
  }
  await fill(deps, { events: [], sessions: [sessionOf({ copies: [], ruleKind: null }), at(2), at(3), at(9)] })
  await answer(deps, intent(came))
  for (const day of [2, 3])
    await answer(deps, intent(came, { intentId: `i${day}`, sessionKey: `uid-${day}|-` }))
  const kinds = async () => {
    const cards = await Promise.all([KEY, 'uid-2|-', 'uid-9|-'].map((key) => cardView(deps.db, key, NOW)))
    return cards.map((card) => card?.kind)
  }
  await setKind(deps, { sessionKey: KEY, kind: 'complimentary' })
  expect(await kinds()).toEqual(['complimentary', 'paid', 'paid'])
  await setKind(deps, { sessionKey: KEY, kind: 'paid' })
  expect(await kinds()).toEqual(['paid', 'paid', 'paid'])
})
