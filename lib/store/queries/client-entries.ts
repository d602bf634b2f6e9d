import type { Whose } from '../../core/client.ts'
import type { LedgerEntry } from '../../core/ledger.ts'
import { participantKey, partsOf } from '../../core/session-row.ts'
import type { Books } from '../../tables.ts'

/** Every line of the books of these clients: of their addresses, and of the participants that the coach linked to them. */
export const entriesOfClients = async (
  db: Books<'ledger'>,
  clients: readonly Whose[],
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
  const byId = new Map(byAddress.map((entry) => [entry.id, entry]))
  for (const entry of byLink)
    if (linked.has(participantKey(entry.sessionKey, entry.participant))) byId.set(entry.id, entry)
  return [...byId.values()]
}

/** Newest session first, of one session what was written last first. */
export const newestFirst = (a: LedgerEntry, b: LedgerEntry): number =>
  b.sessionStart - a.sessionStart || b.at - a.at
