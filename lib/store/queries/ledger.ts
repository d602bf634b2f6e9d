import type { Client } from '../../core/client.ts'
import type { LedgerEntry } from '../../core/ledger.ts'
import type { Database } from '../db.ts'

/** Every line ever booked, and the clients whose they are, as of one moment. */
export const everyEntry = (
  db: Database,
): Promise<{ readonly entries: readonly LedgerEntry[]; readonly clients: readonly Client[] }> =>
  db.transaction('r', db.ledger, db.clients, async () => {
    const [entries, clients] = await Promise.all([db.ledger.toArray(), db.clients.toArray()])
    return { entries, clients }
  })
