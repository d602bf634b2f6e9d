import { type LedgerEntry, standing } from './ledger.ts'
import type { Policy, RowId } from './policy.ts'

/**
 * How many of a client's misses are still free under the policy. Derived: a standing entry that says "didn't occur" and cost
 * nothing is one that was free, unless such a miss costs nothing anyway. `except` leaves out the participant whose answer is being given again.
 */
export const freeMissesLeft = (
  policy: Policy,
  entries: readonly LedgerEntry[],
  except: Pick<LedgerEntry, 'sessionKey' | 'participant'>,
): number => {
  const spent = standing(entries).filter(
    (entry) =>
      entry.mark === 'didnt-occur' &&
      entry.delta === 0 &&
      policy.rows[`${entry.kind}/${entry.code}` as RowId].counts &&
      !(entry.sessionKey === except.sessionKey && entry.participant === except.participant),
  )
  return Math.max(0, policy.freeMisses - spent.length)
}
