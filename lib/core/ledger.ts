import type { AnswerCode } from './answer.ts'
import type { Kind, Mark } from './policy.ts'

/**
 * One line of the books. Append-only: an entry is never changed; a correction is a second entry that takes the first one back
 * (PRODUCT 1). Every figure shown anywhere is a sum over entries.
 */
export type LedgerEntry = {
  /** `answerId|participant` (with `|n` when an answer comes into force again), and `<entry>|undo` for its compensation. */
  readonly id: string
  readonly answerId: string
  readonly sessionKey: string
  readonly participant: string
  /** The participant's address, lower-case: what links the entry to a client. */
  readonly address: string | null
  /** Start of the session (epoch ms) and its zone: which month it belongs to (PRODUCT 8). */
  readonly sessionStart: number
  readonly zone: string
  readonly kind: Kind
  readonly code: AnswerCode
  readonly mark: Mark | null
  /** +1 uses one session of the program, 0 none, -1 gives one back. */
  readonly delta: -1 | 0 | 1
  /** Id of the entry that this one takes back, or null. */
  readonly compensates: string | null
  readonly minutes: number | null
  /** When it was booked, epoch ms. */
  readonly at: number
}
