import type { LedgerEntry } from '../../core/ledger.ts'
import type { AuditLine } from '../../core/view/client.ts'
import { originOf } from '../../core/view/origin.ts'
import type { Books, OpenBooks } from '../../tables.ts'
import { entriesOfClients, newestFirst } from './client-entries.ts'
import { readPeople } from './people.ts'
import { currentSettings } from './settings.ts'

/** Lines of the books with where the answer behind each was given. */
export const withOrigins = async (
  db: Books<'answers' | 'settings'>,
  entries: readonly LedgerEntry[],
): Promise<readonly AuditLine[]> => {
  const [{ device }, answers] = await Promise.all([
    currentSettings(db),
    db.answers.getMany(entries.map(({ answerId }) => answerId)),
  ])
  return entries.map((entry, index) => {
    const answer = answers[index]
    return { ...entry, origin: answer === undefined ? null : originOf(answer, device) }
  })
}

/** Every line ever written about one client, newest first; none when there is no such client (any more). */
export const clientAudit = (db: OpenBooks, clientId: string): Promise<readonly AuditLine[]> =>
  db.read(['clients', 'ledger', 'answers', 'settings'], async (tx) => {
    const { clients, links } = await readPeople(tx)
    const client = clients.find(({ id }) => id === clientId)
    if (client === undefined) return []
    return withOrigins(tx, (await entriesOfClients(tx, [client], links)).toSorted(newestFirst))
  })
