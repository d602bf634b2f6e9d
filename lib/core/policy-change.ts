import type { Policy, RowId } from './policy.ts'
import type { PolicyTerms } from './policy-document.ts'
import type { Effect } from './policy-effect.ts'
import { effectOf, isSameRow, ROW_IDS } from './policy-effect.ts'

/** One thing that two policies say differently. */
export type PolicyChange =
  | { readonly what: 'row'; readonly rowId: RowId; readonly before: Effect; readonly after: Effect }
  | {
      readonly what: 'noticeMs' | 'waitingMinutes' | 'freeMisses'
      readonly before: number
      readonly after: number
    }

const KNOBS = ['noticeMs', 'waitingMinutes', 'freeMisses'] as const

/** What `after` says otherwise than `before`: the rows in the order of the table, then the knobs beside it. */
export const changesBetween = (before: PolicyTerms, after: PolicyTerms): readonly PolicyChange[] => [
  ...ROW_IDS.filter((id) => !isSameRow(before.rows[id], after.rows[id])).map(
    (rowId): PolicyChange => ({
      what: 'row',
      rowId,
      before: effectOf(rowId, before),
      after: effectOf(rowId, after),
    }),
  ),
  ...KNOBS.filter((what) => before[what] !== after[what]).map(
    (what): PolicyChange => ({ what, before: before[what], after: after[what] }),
  ),
]

/**
 * When a policy came into force here, and by whose hand: the coach's own, from a file, the organisation's, or the coach's again since
 * the organisation sets none. Append-only. Answers name the version that decided them.
 */
export type PolicyUse = {
  readonly id: string
  /** Epoch ms. */
  readonly at: number
  readonly by: 'coach' | 'file' | 'organisation' | 'organisation-gone'
  readonly policy: Policy
}
