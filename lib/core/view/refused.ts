import type { Failure } from '../failure.ts'
import type { Result } from '../result.ts'

/** Why a flow did not do what was asked: a word that the catalogue puts to a person, and the failure behind it, if any. */
export type Refused<Reason extends string> = { readonly reason: Reason; readonly failure: Failure | null }

/** A refusal as a flow returns it. */
export const refused = <const Reason extends string>(
  reason: Reason,
  failure: Failure | null = null,
): Result<never, Refused<Reason>> => ({ ok: false, error: { reason, failure } })
