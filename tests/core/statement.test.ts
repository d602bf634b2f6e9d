import { expect, it } from 'vitest'
import type { LedgerEntry } from '../../lib/core/ledger.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import type { Program } from '../../lib/core/program.ts'
import { programViews } from '../../lib/core/view/client.ts'
import { tooManyIn } from '../../lib/core/view/months.ts'
import { remarksOn } from '../../lib/core/view/statement.ts'
import { clientOf, entryOf, NOW } from '../helpers/books.ts'
import { entry, program } from '../helpers/programs.ts'

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

/** Which lines are said to be too many, each with its month, what that used, and by how many it is over. */
const tooMany = (days: readonly string[], programs: readonly Program[], madeUp: readonly string[] = []) => {
  const entries = days.map((day) => entry(`${day}T10:00Z`))
  const makeups = new Map(madeUp.map((day) => [`${day}T10:00Z#_`, Date.UTC(2026, 7, 1)]))
  const dana = clientOf('dana', { addresses: ['dana@client.example'] })
  const views = programViews(dana, programs, { entries, makeups }, { now: NOW, booked: 0 })
  return [...tooManyIn(views, { entries, makeups }, NOW)].map(([id, { month, used, over }]) => [
    ...[id.slice(0, 10), month, used, over],
  ])
}
const OCTOBER = ['2026-10-02', '2026-10-09', '2026-10-16', '2026-10-23']
const two = program({ perMonth: 2, zone: 'UTC' })

it('E41 the latest sessions of a month are those beyond its allowance, and of another month none', () => {
  expect(tooMany([...OCTOBER, '2026-11-06', '2026-09-04'], [two])).toEqual([
    ['2026-10-16', '2026-10', 4, 2],
    ['2026-10-23', '2026-10', 4, 2],
  ])
  expect(tooMany(OCTOBER, [program({ zone: 'UTC' })])).toEqual([])
})

it('E23 a make-up of a session of an earlier month is not one too many, whichever came first', () => {
  expect(tooMany(OCTOBER, [two], ['2026-10-23'])).toEqual([['2026-10-16', '2026-10', 4, 1]])
  expect(tooMany(OCTOBER.slice(1), [two], ['2026-10-23'])).toEqual([])
})

it('E41 of two programs in one month each has an allowance of its own', () => {
  const next = program({ id: 'p2', from: '2026-10-10', to: '2026-12-31', perMonth: 1, zone: 'UTC' })
  expect(tooMany(OCTOBER, [{ ...two, to: '2026-10-09' }, next])).toEqual([['2026-10-23', '2026-10', 2, 1]])
})
