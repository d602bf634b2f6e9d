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

/** The coach's word on one participant, as the card hands it over: one of the policy's answers, or "We moved it" (PRODUCT 2). */
export type Said =
  | { readonly occurred: true }
  | { readonly occurred: false; readonly reason: Reason; readonly note?: string | undefined }
  | { readonly canceledByClient: { readonly noticeMs: number } }
  | { readonly moved: true; readonly toSessionKey: string | null }

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
  /** True once the calendar was seen to carry it: only published answers are replaced by pulled ones (PRODUCT 7). */
  readonly published: boolean
  /** True while it holds; several of one participant hold only while browsers disagree (E36). */
  readonly inForce: boolean
  /** Ids of answers that said what this one said already, and so changed nothing: saying them once more changes nothing either (E38). */
  readonly repeated?: readonly string[]
}

/** The answer of this id, or the one that said the same when that was given (E38); undefined when it is new. */
export const answerOf = (answers: readonly Answer[], id: string): Answer | undefined =>
  answers.find((answer) => answer.id === id || answer.repeated?.includes(id))

/** The answer, remembering that it was given once more under another id. */
export const withRepeated = (answer: Answer, id: string): Answer => ({
  ...answer,
  repeated: [...(answer.repeated ?? []), id],
})

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

/** How an answer was decided. */
export const verdictIn = (answer: Answer): Omit<Head, 'id' | 'at' | 'device' | 'minutes'> => ({
  code: answer.code,
  kind: answer.kind,
  mark: answer.mark,
  counts: answer.counts,
  reschedule: answer.reschedule,
  rowId: answer.rowId,
  policyVersion: answer.policyVersion,
  override: answer.override,
})

/** The part of an answer that travels; what is only of this browser stays behind. */
export const headOf = (answer: Answer): Head => ({
  id: answer.id,
  at: answer.at,
  device: answer.device,
  ...verdictIn(answer),
  minutes: answer.minutes,
})

/**
 * True when answers only say again, with another kind, what was said before them (E37): then they are about the times that it was said of,
 * wherever the event stands by now (E05). How much notice is enough is the policy's, and may have changed since.
 */
export const isOtherKindOnly = (fresh: readonly Answer[], before: readonly Answer[]): boolean =>
  fresh.every((made) =>
    before.some(
      (was) =>
        made.base.includes(was.id) &&
        was.kind !== made.kind &&
        (was.code === made.code || (was.noticeMs !== null && was.noticeMs === made.noticeMs)),
    ),
  )

/** Order of heads, the same in every browser: by time, then by id. */
export const byTime = (a: Head, b: Head): number => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/**
 * The one head that is used while several hold: an answer that does not count before one that does, then the smallest time and id
 * (PRODUCT 7, Merge). Null when there is none.
 */
export const effective = <H extends Head>(heads: readonly H[]): H | null => {
  const mild = heads.filter((head) => !head.counts)
  return (mild.length > 0 ? mild : [...heads]).sort(byTime)[0] ?? null
}

/** True when two answers come to the same for everybody who reads them. */
export const sayTheSame = (a: Head, b: Head): boolean =>
  a.code === b.code &&
  a.kind === b.kind &&
  a.mark === b.mark &&
  a.counts === b.counts &&
  a.reschedule === b.reschedule &&
  a.override === b.override

/** What holds for a participant, given the heads in force. Null: not answered, or the answer was taken back. */
export const outcomeOf = (heads: readonly Head[]): Outcome | null => {
  const used = effective(heads)
  if (used === null || used.code === 'undone') return null
  return {
    answerId: used.id,
    at: used.at,
    code: used.code,
    mark: used.mark,
    counts: used.counts,
    reschedule: used.reschedule,
    override: used.override,
    // Two browsers that gave the same answer do not disagree.
    conflict: heads.some((head) => !sayTheSame(head, used)),
  }
}

/** True when a participant has an answer that nobody has to be asked about: a disagreement is the coach's to settle (E36). */
export const isSettled = (outcome: Outcome | null): boolean => outcome !== null && !outcome.conflict

/** True when the coach's browsers say different things of anybody in the session. */
export const isDisputed = (session: {
  readonly participants: readonly { readonly outcome: Outcome | null }[]
}): boolean => session.participants.some(({ outcome }) => outcome?.conflict)
