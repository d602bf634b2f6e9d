import { type Links, placeOf, type Whose } from '../../core/client.ts'
import type { LedgerEntry } from '../../core/ledger.ts'
import { partsOf } from '../../core/session-row.ts'
import type { Books } from '../../tables.ts'

/** Every line of the books of these clients: of the places that the coach linked to them, and of their addresses what is in nobody's `links`. */
export const entriesOfClients = async (
  db: Books<'ledger'>,
  clients: readonly Whose[],
  links: Links,
): Promise<readonly LedgerEntry[]> => {
  const linked = new Set(clients.flatMap(({ participants }) => participants))
  const [byAddress, byLink] = await Promise.all([
    db.ledger.whereAny(
      'address',
      clients.flatMap(({ addresses }) => addresses),
    ),
    db.ledger.whereAny(
      'sessionKey',
      [...linked].map((key) => partsOf(key).sessionKey),
    ),
  ])
  return [
    ...byAddress.filter((entry) => !links.has(placeOf(entry))),
    ...byLink.filter((entry) => linked.has(placeOf(entry))),
  ]
}

/** Newest session first, of one session what was written last first. */
export const newestFirst = (a: LedgerEntry, b: LedgerEntry): number =>
  b.sessionStart - a.sessionStart || b.at - a.at
