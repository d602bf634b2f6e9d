import type { PolicyUse } from '../../core/policy-change.ts'
import type { OpenBooks } from '../../tables.ts'

/** Every policy that was in force here, the latest first. */
export const policyHistory = (db: OpenBooks): Promise<readonly PolicyUse[]> =>
  db.policies.last('at', Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)
