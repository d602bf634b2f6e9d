import { describe, expect, it } from 'vitest'
import { decide, type Kind, type Policy, REASONS, type SessionFacts } from '../../lib/core/policy.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { effectOf, ROW_IDS } from '../../lib/core/policy-effect.ts'
import { HOUR } from '../../lib/core/time.ts'
import { forgiving, lenient, strict } from '../helpers/policies.ts'

/** What stands in a cell: mark, C counts or - not, R sent back or - not. */
type Cell = `${'✓' | '✗' | '↻' | '⊘'} ${'C' | '-'}${'R' | '-'}`

/** One table, written out by hand: a line for each kind, the cases in the order of PRODUCT 2. */
type Table = {
  readonly policy: Policy
  readonly noticeMs: number
  readonly paid: readonly Cell[]
  readonly complimentary: readonly Cell[]
}

const tables: readonly Table[] = [
  {
    policy: defaultPolicy,
    noticeMs: 24 * HOUR,
    //              occurred  client-em  coach-em  coach-missed  other   no-show  late      in time
    paid: ['✓ C-', '↻ -R', '↻ -R', '↻ -R', '↻ -R', '✗ C-', '✗ C-', '⊘ -R'],
    complimentary: ['✓ --', '↻ -R', '↻ -R', '↻ -R', '↻ -R', '↻ -R', '↻ -R', '⊘ -R'],
  },
  {
    policy: lenient,
    noticeMs: 48 * HOUR,
    paid: ['✓ C-', '↻ -R', '↻ -R', '↻ -R', '↻ -R', '↻ -R', '✗ --', '⊘ -R'],
    complimentary: ['✓ --', '↻ -R', '↻ -R', '↻ -R', '↻ -R', '↻ -R', '↻ -R', '⊘ -R'],
  },
  {
    policy: strict,
    noticeMs: 12 * HOUR,
    paid: ['✓ C-', '✗ C-', '↻ -R', '↻ -R', '✗ C-', '✗ C-', '✗ C-', '⊘ --'],
    complimentary: ['✓ --', '↻ -R', '↻ -R', '↻ -R', '↻ -R', '✗ --', '✗ --', '⊘ -R'],
  },
  {
    policy: forgiving,
    noticeMs: 0,
    paid: ['✓ C-', '↻ -R', '↻ -R', '↻ -R', '↻ -R', '✗ C-', '✗ C-', '⊘ -R'],
    complimentary: ['✓ --', '↻ -R', '↻ -R', '↻ -R', '↻ -R', '↻ -R', '↻ -R', '⊘ -R'],
  },
]

const CASE_NAMES = ['occurred', ...REASONS, 'canceled-in-time'] as const
const LATE = CASE_NAMES.indexOf('client-late-cancel')
const IN_TIME = CASE_NAMES.indexOf('canceled-in-time')

/** Every answer with the column that it falls into: said outright, and by a notice of the boundary and 1 ms beside it. */
const answersAround = (noticeMs: number): readonly (readonly [SessionFacts['answer'], number])[] => [
  [{ occurred: true }, 0],
  ...REASONS.map((reason, index) => [{ occurred: false, reason } as const, index + 1] as const),
  [{ canceledByClient: { noticeMs: noticeMs - 1 } }, LATE],
  [{ canceledByClient: { noticeMs } }, IN_TIME],
  [{ canceledByClient: { noticeMs: noticeMs + 1 } }, IN_TIME],
]

const marks = { '✓': 'completed', '✗': 'didnt-occur', '↻': 'to-reschedule', '⊘': 'canceled-in-time' } as const
const kinds: readonly Kind[] = ['paid', 'complimentary']

const cases = tables.flatMap(({ policy, noticeMs, ...rows }) =>
  kinds.flatMap((kind) =>
    answersAround(noticeMs).flatMap(([answer, column]) =>
      [0, 1, 2].map((free) => {
        const cell = rows[kind][column] as Cell
        return { policy, kind, answer, column, free, cell, name: policy.version }
      }),
    ),
  ),
)

describe('every kind, answer, notice around the boundary and number of free misses, under four policies', () => {
  it('are these cases', () => {
    expect(cases).toHaveLength(4 * 2 * 10 * 3)
    expect(tables.map(({ policy }) => policy.noticeMs)).toEqual(tables.map(({ noticeMs }) => noticeMs))
  })

  it.each(cases)(
    '$name: $kind, $answer, $free free: $cell',
    ({ policy, kind, answer, column, free, cell }) => {
      const missed = column !== 0
      const counts = cell[2] === 'C' && !(missed && free > 0)
      expect(decide({ kind, answer, freeMissesLeft: free }, policy)).toEqual({
        mark: marks[cell[0] as keyof typeof marks],
        counts,
        reschedule: cell[3] === 'R',
        rowId: `${kind}/${CASE_NAMES[column]}`,
        policyVersion: policy.version,
      })
    },
  )

  it('each row reads back as the one word that it was made from', () => {
    for (const { policy } of tables)
      for (const id of ROW_IDS) {
        const row = policy.rows[id]
        const word = effectOf(id, policy)
        expect([id, word === 'lost' || (word === 'completed' && id.startsWith('paid'))]).toEqual([
          id,
          row.counts,
        ])
        expect([id, word === 'back']).toEqual([id, row.reschedule])
      }
  })
})
