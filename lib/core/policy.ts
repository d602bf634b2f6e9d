/** `paid`, or `complimentary`: a consultation before any program (PRODUCT 1). */
export type Kind = 'paid' | 'complimentary'

/** Why a session did not occur: exactly the six of PRODUCT 2, in the order in which they are shown. */
export const REASONS = [
  'client-emergency',
  'coach-emergency',
  'coach-missed',
  'other',
  'client-no-show',
  'client-late-cancel',
] as const
export type Reason = (typeof REASONS)[number]

export type Mark = 'completed' | 'didnt-occur' | 'to-reschedule' | 'canceled-in-time'

/** What the policy says of one case: how it is shown, whether it uses a session up, whether it goes back. */
export type Row = { readonly mark: Mark; readonly counts: boolean; readonly reschedule: boolean }

export type Case = 'occurred' | Reason | 'canceled-in-time'
export type RowId = `${Kind}/${Case}`

/** A total table: a row for every kind and case (PRODUCT 2), and the knobs beside it. */
export type Policy = {
  readonly version: string
  /** Elapsed ms of notice that are enough; exactly this much is enough. */
  readonly noticeMs: number
  /** Minutes after the start from which "Client isn't here" is offered. */
  readonly waitingMinutes: number
  /** The coach's addition: so many misses of a client that would count are free. */
  readonly freeMisses: number
  readonly rows: Readonly<Record<RowId, Row>>
}

/** The facts of one participant's session, all of them the coach's word. */
export type SessionFacts = {
  readonly kind: Kind
  readonly freeMissesLeft?: number
  readonly answer:
    | { readonly occurred: true }
    | { readonly occurred: false; readonly reason: Reason; readonly note?: string }
    | { readonly canceledByClient: { readonly noticeMs: number } }
}

/** What the policy decided, with the row and version that decided it; later edits never change it (E39). */
export type Decision = Row & { readonly rowId: string; readonly policyVersion: string }

/** The case of the table that an answer falls under. A cancelation is early only when its notice reaches `noticeMs` (E21). */
const caseOf = (answer: SessionFacts['answer'], noticeMs: number): Case => {
  if ('canceledByClient' in answer) {
    // Written this way round so that a notice that is no number never charges anyone.
    return answer.canceledByClient.noticeMs < noticeMs ? 'client-late-cancel' : 'canceled-in-time'
  }
  return answer.occurred ? 'occurred' : answer.reason
}

/**
 * What the policy says of these facts (PRODUCT 2): one look into the table, then the coach's own addition of free misses: a miss
 * that would count is shown as it is but not counted while `freeMissesLeft` is above 0. Total: it never fails.
 */
export const decide = (facts: SessionFacts, policy: Policy): Decision => {
  const name = caseOf(facts.answer, policy.noticeMs)
  const rowId: RowId = `${facts.kind}/${name}`
  const row = policy.rows[rowId]
  const free = name !== 'occurred' && row.counts && (facts.freeMissesLeft ?? 0) > 0
  return {
    mark: row.mark,
    counts: row.counts && !free,
    reschedule: row.reschedule,
    rowId,
    policyVersion: policy.version,
  }
}
