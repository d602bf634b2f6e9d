import type { Kind, Mark, Reason } from './policy.ts'

/** What the coach said, in one word. `moved` and `undone` decide nothing: no ledger effect, nothing queued. */
export type AnswerCode = 'occurred' | Reason | 'canceled-in-time' | 'moved' | 'undone'

/**
 * One answer for one participant, as every browser of the coach sees it: the part that travels in the annotation (PRODUCT 7).
 * An answer is never edited; a later one names it in its `base`.
 */
export type Head = {
  readonly id: string
  /** When it was given, epoch ms. */
  readonly at: number
  /** The browser on which it was given. */
  readonly device: string
  readonly code: AnswerCode
  readonly kind: Kind
  readonly mark: Mark | null
  readonly counts: boolean
  readonly reschedule: boolean
  readonly rowId: string | null
  readonly policyVersion: string
  /** `courtesy`: the coach sent a counted session back, uncounted (PRODUCT 1). */
  readonly override: 'courtesy' | null
  /** Minutes the session really took, when the coach said so (E16). */
  readonly minutes: number | null
}

/** A head as this browser's book keeps it. */
export type Answer = Head & {
  readonly sessionKey: string
  readonly participant: string
  /** Ids of the heads this answer saw and replaces. */
  readonly base: readonly string[]
  /** Notice in ms that the coach reported, for a cancelation. */
  readonly noticeMs: number | null
  /** Text beside "Other"; stays on this machine. */
  readonly note: string
  /** Given here, or pulled from the calendar (E35). */
  readonly source: 'here' | 'calendar'
}

/** What holds now for a participant, kept beside the session for fast lists; derived from the answers in force. */
export type Outcome = {
  readonly answerId: string
  readonly at: number
  readonly code: AnswerCode
  readonly mark: Mark | null
  readonly counts: boolean
  readonly reschedule: boolean
  readonly override: 'courtesy' | null
  /** True while browsers disagree (E36). */
  readonly conflict: boolean
}
