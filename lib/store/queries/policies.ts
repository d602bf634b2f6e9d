import type { PolicyUse } from '../../core/policy-change.ts'
import type { Database } from '../db.ts'

/** Every policy that was in force here, the latest first. */
export const policyHistory = (db: Database): Promise<readonly PolicyUse[]> =>
  db.policies.orderBy('at').reverse().toArray()
