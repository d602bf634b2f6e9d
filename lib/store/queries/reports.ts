import { placeOf } from '../../core/client.ts'
import type { LedgerEntry } from '../../core/ledger.ts'
import { MINUTE } from '../../core/time.ts'
import { peopleOf } from '../../core/view/people.ts'
import { namesApart, type ReportsView, reportsOf } from '../../core/view/reports.ts'
import type { OpenBooks } from '../../tables.ts'

/** The whole books, as reports: a client by link or address, minutes by the coach's note, else their answer, else as scheduled. */
export const reports = async (db: OpenBooks): Promise<ReportsView> => {
  const [entries, clients, sessions, notes] = await Promise.all([
    db.ledger.all(),
    db.clients.all(),
    db.sessions.all(),
    db.notes.all(),
  ])
  const people = peopleOf(clients)
  const clientOf = (entry: LedgerEntry) =>
    people.clientBy({ participantKey: placeOf(entry), address: entry.address, title: '' })
  const lengths = new Map(sessions.map(({ key, start, end }) => [key, Math.round((end - start) / MINUTE)]))
  const noted = new Map(notes.map(({ id, minutes }) => [id, minutes]))
  return reportsOf(
    entries.map((entry) => ({
      entry,
      client: clientOf(entry)?.id ?? null,
      minutes: noted.get(placeOf(entry)) ?? entry.minutes ?? lengths.get(entry.sessionKey) ?? null,
    })),
    namesApart(clients),
  )
}
