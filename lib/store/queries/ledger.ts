import type { Client } from '../../core/client.ts'
import type { LedgerEntry } from '../../core/ledger.ts'
import type { OpenBooks } from '../../tables.ts'

/** Every line ever booked, and the clients whose they are, as of one moment. */
export const everyEntry = (
  db: OpenBooks,
): Promise<{ readonly entries: readonly LedgerEntry[]; readonly clients: readonly Client[] }> =>
  db.read(['ledger', 'clients'], async (tx) => {
    const [entries, clients] = await Promise.all([tx.ledger.all(), tx.clients.all()])
    return { entries, clients }
  })
