import { entriesOf } from './client.ts'
import type { LedgerEntry } from './ledger.ts'
import { allocate, counted, hasEnded, type Program } from './program.ts'
import { inForce } from './program-change.ts'
import { dateOf } from './time.ts'

/** What a program that is being entered would do to the books, told before it is kept (PRODUCT 3). */
export type Attaching = {
  /** The sessions that counted already and would count toward it, oldest first. */
  readonly taken: readonly LedgerEntry[]
  /** Those of before its first day that would stay outside every program, or beyond one; oldest first. */
  readonly before: readonly LedgerEntry[]
  /** How many sessions it would have in all, extensions included. */
  readonly total: number
}

/** Sessions that counted and that no program had room for: of before every program, used up, or after the last day. */
const looseIn = (programs: readonly Program[], sessions: readonly LedgerEntry[]): readonly LedgerEntry[] => {
  const lists = allocate(programs, sessions)
  const within = new Set(
    programs
      .map(inForce)
      .flatMap((program) =>
        (lists.get(program.id) ?? []).filter(
          (entry, index) =>
            program.alreadyUsed + index < program.sessions && !hasEnded(program, entry.sessionStart),
        ),
      ),
  )
  return sessions.filter((entry) => !within.has(entry))
}

/** What keeping a program as entered beside the client's others would come to. */
export const attaching = (
  entered: Program,
  programs: readonly Program[],
  entries: readonly LedgerEntry[],
  client: Parameters<typeof entriesOf>[0],
): Attaching => {
  const sessions = counted(entriesOf(client, entries))
  const all = [...programs.filter(({ id }) => id !== entered.id), entered]
  return {
    taken: allocate(all, sessions).get(entered.id) ?? [],
    before: looseIn(all, sessions).filter(
      ({ sessionStart }) => dateOf(sessionStart, entered.zone) < entered.from,
    ),
    total: inForce(entered).sessions,
  }
}

/**
 * The first guess for a new program's first day ('YYYY-MM-DD', in `zone`): the first session that counted without room in any program,
 * of those since the last one began; else the day after the last one's end when that is to come; else `today`.
 */
export const firstDayOf = (
  programs: readonly Program[],
  entries: readonly LedgerEntry[],
  client: Parameters<typeof entriesOf>[0],
  { today, zone }: { readonly today: string; readonly zone: string },
): string => {
  const last = programs
    .map(inForce)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)
  const loose = looseIn(programs, counted(entriesOf(client, entries)))
    .map(({ sessionStart }) => dateOf(sessionStart, zone))
    .find((date) => last === undefined || date >= last.from)
  if (loose !== undefined && loose <= today) return loose
  if (!last?.to || last.to < today) return today
  return Temporal.PlainDate.from(last.to).add({ days: 1 }).toString()
}
