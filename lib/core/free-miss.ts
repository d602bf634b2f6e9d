import { type LedgerEntry, standing } from './ledger.ts'
import { oncePerSession } from './once-per-session.ts'
import type { Policy, RowId } from './policy.ts'

/** A standing entry that says "didn't occur" and cost nothing was free, unless such a miss costs nothing anyway. */
export const isFreeMiss = ({ mark, delta, kind, code }: LedgerEntry, { rows }: Policy): boolean =>
  mark === 'didnt-occur' && delta === 0 && rows[`${kind}/${code}` as RowId].counts

/**
 * How many of a client's misses are still free under the policy. Derived from the books, of the client's own entries alone. `except` leaves
 * out the session that is being decided (again): it is missed once, whatever number of places they have in it.
 */
export const freeMissesLeft = (
  policy: Policy,
  entries: readonly LedgerEntry[],
  except: Pick<LedgerEntry, 'sessionKey'>,
): number => {
  const spent = oncePerSession(standing(entries)).filter(
    (entry) => isFreeMiss(entry, policy) && entry.sessionKey !== except.sessionKey,
  )
  return Math.max(0, policy.freeMisses - spent.length)
}
