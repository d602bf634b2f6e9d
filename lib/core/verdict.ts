import type { Head, Said } from './answer.ts'
import { type Decision, decide, type Kind, type Policy } from './policy.ts'

/** The part of a head that follows from the coach's word and the policy alone. */
export type Verdict = Pick<
  Head,
  'code' | 'kind' | 'mark' | 'counts' | 'reschedule' | 'rowId' | 'policyVersion' | 'override'
>

/** What a word is decided with. `freeMissesLeft`: misses of this client that are still free. */
export type VerdictOptions = { readonly courtesy: boolean; readonly freeMissesLeft: number }

/** A miss that costs, or would cost, the client a session: what a courtesy make-up can override (PRODUCT 1). */
const isChargeableMiss = (decision: Decision, occurred: boolean): boolean =>
  !occurred && (decision.counts || decision.mark === 'didnt-occur')

/**
 * From the coach's word to everything it decides. "We moved it" decides nothing. A courtesy make-up sends a miss that would count
 * back, uncounted, and spends no free miss; asked for where nothing counts, it changes nothing.
 */
export const verdict = (said: Said, kind: Kind, options: VerdictOptions, policy: Policy): Verdict => {
  if ('moved' in said) return nothingDecided('moved', kind, policy)
  const answer =
    'occurred' in said && !said.occurred ? { occurred: said.occurred, reason: said.reason } : said
  const decision = decide({ kind, answer, freeMissesLeft: options.freeMissesLeft }, policy)
  const code = decision.rowId.slice(kind.length + 1) as Head['code']
  const courtesy = options.courtesy && isChargeableMiss(decision, code === 'occurred')
  return {
    ...decision,
    ...(courtesy ? ({ mark: 'to-reschedule', counts: false, reschedule: true } as const) : {}),
    code,
    kind,
    override: courtesy ? 'courtesy' : null,
  }
}

/** The verdict of an answer that decides nothing: the session was moved, or an answer is taken back. */
export const nothingDecided = (code: 'moved' | 'undone', kind: Kind, policy: Policy): Verdict => ({
  code,
  kind,
  mark: null,
  counts: false,
  reschedule: false,
  rowId: null,
  policyVersion: policy.version,
  override: null,
})
