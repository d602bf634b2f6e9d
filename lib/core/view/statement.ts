import type { Answer } from '../answer.ts'
import { isFreeMiss } from '../free-miss.ts'
import type { LedgerEntry } from '../ledger.ts'
import type { Policy } from '../policy.ts'
import type { MonthLine } from './month-line.ts'

/** What a line of a statement is beside its answer: a miss that was free or sent back as a courtesy, a session that made up for another. */
export type Remark = 'courtesy' | 'free-miss' | 'make-up'

/** A line that stands, with what is remarked of it. */
export type StatementLine = LedgerEntry & {
  readonly remarks: readonly Remark[]
  /** The month for which it is one too many. */
  readonly overMonth?: MonthLine
}

/** Could have been sent back as a courtesy: only its answer tells whether it was. */
export const isSentBack = ({ mark, delta }: LedgerEntry): boolean => mark === 'to-reschedule' && delta === 0

/** What is remarked of a line; `answer` is the one it is about, as far as it is kept. `isMakeUp`: it made up for one of theirs. */
export const remarksOn = (
  entry: LedgerEntry,
  {
    policy,
    answer,
    isMakeUp,
  }: {
    readonly policy: Policy
    readonly answer: Pick<Answer, 'override'> | undefined
    readonly isMakeUp: boolean
  },
): readonly Remark[] => [
  ...(isMakeUp ? (['make-up'] as const) : []),
  ...(isSentBack(entry) && answer?.override === 'courtesy' ? (['courtesy'] as const) : []),
  ...(isFreeMiss(entry, policy) ? (['free-miss'] as const) : []),
]
