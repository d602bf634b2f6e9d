import type { AnswerCode } from '../answer.ts'
import type { Client } from '../client.ts'
import { type LedgerEntry, standing } from '../ledger.ts'
import { oncePerSession } from '../once-per-session.ts'
import type { Mark } from '../policy.ts'
import { zoned } from '../time.ts'

/** The outcomes in the order in which they are told everywhere. */
export const MARKS = [
  'completed',
  'didnt-occur',
  'to-reschedule',
  'canceled-in-time',
] as const satisfies readonly Mark[]

/** One bar: how many outcomes of each mark. */
export type Bar<Key> = {
  readonly key: Key
  readonly counts: Readonly<Record<Mark, number>>
  readonly total: number
}

export type ReportsView = {
  /** 'YYYY-MM', of the session's start in its own zone (PRODUCT 8), oldest first, months without any included. */
  readonly months: readonly Bar<string>[]
  /** Minutes coached by month: each session once, however many took part. */
  readonly minutes: ReadonlyMap<string, number>
  /** Most frequent first; what took place has no reason. */
  readonly reasons: readonly Bar<AnswerCode>[]
  /** 1 Monday to 7 Sunday, all seven. */
  readonly weekdays: readonly Bar<number>[]
  /** By the client's id, most sessions first; null: nobody's client any more. */
  readonly clients: readonly Bar<string | null>[]
  /** What each client is called, by id; who has the name of another one is told by their address as well. */
  readonly names: ReadonlyMap<string, string>
}

/** An entry with what the ledger itself does not know. */
export type Reported = {
  readonly entry: LedgerEntry
  /** The client's id, or null. */
  readonly client: string | null
  /** How long it took; null where nobody knows. */
  readonly minutes: number | null
}

const NONE: Readonly<Record<Mark, number>> = {
  completed: 0,
  'didnt-occur': 0,
  'to-reschedule': 0,
  'canceled-in-time': 0,
}

const barOf = <Key>(key: Key, rows: readonly Reported[]): Bar<Key> => {
  const counts = { ...NONE }
  for (const { entry } of rows) if (entry.mark !== null) counts[entry.mark] += 1
  return { key, counts, total: MARKS.reduce((sum, mark) => sum + counts[mark], 0) }
}

const grouped = <Key>(rows: readonly Reported[], keyOf: (row: Reported) => Key): readonly Bar<Key>[] =>
  [...Map.groupBy(rows, keyOf)].map(([key, own]) => barOf(key, own))

const mostFirst = <Key>(
  bars: readonly Bar<Key>[],
  wordOf: (key: Key) => string = String,
): readonly Bar<Key>[] =>
  bars.toSorted((a, b) => b.total - a.total || wordOf(a.key).localeCompare(wordOf(b.key)))

/** Clients' names by id; two of one name are told apart by an address, where they have one. */
export const namesApart = (
  clients: readonly Pick<Client, 'id' | 'name' | 'addresses'>[],
): ReadonlyMap<string, string> => {
  const namesakes = Map.groupBy(clients, ({ name }) => name)
  return new Map(
    clients.map(({ id, name, addresses: [first] }) => [
      id,
      first !== undefined && namesakes.get(name)?.length !== 1 ? `${name} (${first})` : name,
    ]),
  )
}

const monthOf = ({ sessionStart, zone }: LedgerEntry): string =>
  zoned(sessionStart, zone).toPlainDate().toPlainYearMonth().toString()

/** Every month from the first to the last, both included. */
const monthsBetween = (first: string, last: string): readonly string[] => {
  const months: string[] = []
  for (
    let month = Temporal.PlainYearMonth.from(first);
    Temporal.PlainYearMonth.compare(month, last) <= 0;
    month = month.add({ months: 1 })
  )
    months.push(month.toString())
  return months
}

/** One row for each client in each session, whatever number of places they had in it (E17). */
const oncePerClient = (rows: readonly Reported[]): readonly Reported[] => {
  const kept = [...Map.groupBy(rows, ({ client }) => client)].flatMap(([client, own]) => {
    const entries = own.map(({ entry }) => entry)
    return client === null ? entries : oncePerSession(entries)
  })
  const told = new Set(kept)
  return rows.filter(({ entry }) => told.has(entry))
}

/**
 * What the books say over time, by reason, weekday and client; of what stands only, so that corrections count once (PRODUCT 8). `names`
 * of the clients, by id.
 */
export const reportsOf = (
  all: readonly Reported[],
  names: ReadonlyMap<string, string> = new Map(),
): ReportsView => {
  const live = new Set(standing(all.map(({ entry }) => entry)))
  const places = all.filter(({ entry }) => live.has(entry) && entry.mark !== null)
  const rows = oncePerClient(places)
  const byMonth = Map.groupBy(rows, ({ entry }) => monthOf(entry))
  const known = [...byMonth.keys()].toSorted()
  const months = known.length === 0 ? [] : monthsBetween(known[0] ?? '', known.at(-1) ?? '')
  const held = places.filter(({ entry }) => entry.mark === 'completed')
  const bySession = [...Map.groupBy(held, ({ entry }) => entry.sessionKey).values()]
  const minutes = new Map(months.map((month) => [month, 0]))
  for (const [first, ...others] of bySession) {
    if (first === undefined) continue
    const month = monthOf(first.entry)
    const longest = Math.max(...[first, ...others].map((row) => row.minutes ?? 0))
    minutes.set(month, (minutes.get(month) ?? 0) + longest)
  }
  return {
    months: months.map((month) => barOf(month, byMonth.get(month) ?? [])),
    minutes,
    reasons: mostFirst(
      grouped(
        rows.filter(({ entry }) => entry.code !== 'occurred'),
        ({ entry }) => entry.code,
      ),
    ),
    weekdays: [1, 2, 3, 4, 5, 6, 7].map((day) =>
      barOf(
        day,
        rows.filter(({ entry }) => zoned(entry.sessionStart, entry.zone).dayOfWeek === day),
      ),
    ),
    clients: mostFirst(
      grouped(rows, ({ client }) => client),
      (id) => names.get(id ?? '') ?? String(id),
    ),
    names,
  }
}
