import { expect, it } from 'vitest'
import type { LedgerEntry } from '../../lib/core/ledger.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { remarksOn } from '../../lib/core/view/statement.ts'
import { entryOf } from '../helpers/books.ts'

type About = Omit<Parameters<typeof remarksOn>[1], 'policy'>

const missed = { code: 'client-no-show', mark: 'didnt-occur', delta: 0 } as const
const sentBack = { code: 'client-no-show', mark: 'to-reschedule', delta: 0 } as const
const courtesy: About = { answer: { override: 'courtesy' }, isMakeUp: false }
const plain: About = { answer: { override: null }, isMakeUp: false }
const makeup: About = { answer: { override: null }, isMakeUp: true }
const lost: About = { answer: undefined, isMakeUp: false }

it.each<[string, Partial<LedgerEntry>, About, readonly string[]]>([
  ['a miss that counts', { ...missed, delta: 1 }, plain, []],
  ['a miss that was free', missed, plain, ['free-miss']],
  [
    'a consultation that did not take place: it never counts',
    { ...missed, kind: 'complimentary' },
    plain,
    [],
  ],
  ['sent back as a courtesy', sentBack, courtesy, ['courtesy']],
  ['sent back by the policy', { ...sentBack, code: 'client-emergency' }, plain, []],
  ['a make-up that took place', { code: 'occurred', mark: 'completed', delta: 1 }, makeup, ['make-up']],
  ['a make-up that was missed and free', missed, makeup, ['make-up', 'free-miss']],
  ['a line whose answer is not kept any more', sentBack, lost, []],
])('%s', (_name, over, about, remarks) => {
  expect(remarksOn(entryOf({ at: 0, ...over }), { policy: defaultPolicy, ...about })).toEqual(remarks)
})
