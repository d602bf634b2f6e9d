import type { AnswerCode, Said } from '../../lib/core/answer.ts'
import type { Kind, Mark, RowId } from '../../lib/core/policy.ts'

/**
 * The outcome policy (PRODUCT 2) written down a second time, from its words and from nothing in `lib` but the names: a slip there and the
 * same slip here would be two slips.
 */

/** What a coach may put into a row instead of what the built-in policy says. */
export type Instead = 'back' | 'lost' | 'waived'

/** The rule as a coach agreed on it: the built-in one, but for these. */
export type Terms = {
  readonly noticeMs: number
  readonly freeMisses: number
  readonly instead?: Partial<Record<RowId, Instead>>
}

export const BUILT_IN: Terms = { noticeMs: 86_400_000, freeMisses: 0 }

export type Ruling = {
  readonly code: AnswerCode
  /** Null: "We moved it" decides nothing. */
  readonly mark: Mark | null
  readonly counts: boolean
  readonly reschedule: boolean
  /** A miss that would have counted, and spends one that is free. */
  readonly free: boolean
}

const codeOf = (said: Said, noticeMs: number): AnswerCode => {
  if ('moved' in said) return 'moved'
  if ('canceledByClient' in said)
    return said.canceledByClient.noticeMs >= noticeMs ? 'canceled-in-time' : 'client-late-cancel'
  return said.occurred ? 'occurred' : said.reason
}

/** What becomes of a session that did not take place, before the coach's own additions. */
const usual = (kind: Kind, code: AnswerCode): Instead =>
  kind === 'paid' && (code === 'client-no-show' || code === 'client-late-cancel') ? 'lost' : 'back'

/**
 * What is to become of one client's session. `freeLeft`: misses that are still free. A courtesy make-up gives back what is shown as
 * "Didn't occur"; it spends nothing that is free.
 */
export const ruling = (
  {
    kind,
    said,
    courtesy = false,
    freeLeft = 0,
  }: { readonly kind: Kind; readonly said: Said; readonly courtesy?: boolean; readonly freeLeft?: number },
  { noticeMs, instead = {} }: Terms,
): Ruling => {
  const code = codeOf(said, noticeMs)
  const nothing = { code, counts: false, reschedule: false, free: false }
  if (code === 'moved' || code === 'undone') return { ...nothing, mark: null }
  if (code === 'occurred') return { ...nothing, mark: 'completed', counts: kind === 'paid' }
  const effect = instead[`${kind}/${code}`] ?? usual(kind, code)
  if (code === 'canceled-in-time') return { ...nothing, mark: code, reschedule: effect === 'back' }
  if (effect === 'back' || courtesy) return { ...nothing, mark: 'to-reschedule', reschedule: true }
  const free = effect === 'lost' && freeLeft > 0
  return { ...nothing, mark: 'didnt-occur', counts: effect === 'lost' && !free, free }
}
