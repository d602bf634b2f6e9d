import { entriesOf } from '../../core/client.ts'
import { participantKey } from '../../core/session-row.ts'
import { MINUTE } from '../../core/time.ts'
import { type ReportsView, reportsOf } from '../../core/view/reports.ts'
import type { OpenBooks } from '../../tables.ts'

/** The whole books, as reports: a client by link or address, minutes by the coach's note, else their answer, else as scheduled. */
export const reports = async (db: OpenBooks): Promise<ReportsView> => {
  const [entries, clients, sessions, notes] = await Promise.all([
    db.ledger.all(),
    db.clients.all(),
    db.sessions.all(),
    db.notes.all(),
  ])
  const nameOf = new Map(
    clients.flatMap((client) => entriesOf(client, entries).map(({ id }) => [id, client.name] as const)),
  )
  const lengths = new Map(sessions.map(({ key, start, end }) => [key, Math.round((end - start) / MINUTE)]))
  const noted = new Map(notes.map(({ id, minutes }) => [id, minutes]))
  return reportsOf(
    entries.map((entry) => ({
      entry,
      client: nameOf.get(entry.id) ?? null,
      minutes:
        noted.get(participantKey(entry.sessionKey, entry.participant)) ??
        entry.minutes ??
        lengths.get(entry.sessionKey) ??
        null,
    })),
  )
}
