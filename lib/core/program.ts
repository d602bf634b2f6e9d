import { entriesOf } from './client.ts'
import { type LedgerEntry, standing } from './ledger.ts'
import { oncePerSession } from './once-per-session.ts'
import { inForce, type ProgramChange, type Terms } from './program-change.ts'
import { participantKey } from './session-row.ts'
import { dateOf, monthOf } from './time.ts'

/**
 * A client's package (PRODUCT 1): what was agreed, and what changed since. `inForce` gives the sessions and the last day that now hold.
 * Dates are 'YYYY-MM-DD' in `zone`, both included.
 */
export type Program = Terms & {
  readonly id: string
  readonly clientId: string
  readonly zone: string
  readonly createdAt: number
  /** Pauses, extensions and corrections in the order in which they were said; absent: none. */
  readonly changes?: readonly ProgramChange[]
}

/** Where a program stands; every figure is a sum over the ledger and what the coach entered (PRODUCT 8). */
export type Usage = {
  readonly programId: string
  /** Including those already used when Afterward came. */
  readonly used: number
  readonly total: number
  readonly left: number
  /** Sessions beyond the package or after its last day: flagged, never hidden in a negative number (E41). */
  readonly over: number
  /** True when its last day has passed. */
  readonly expired: boolean
  /** By month of the session's start in the program's zone, oldest first. */
  readonly byMonth: readonly MonthUsage[]
}

export type MonthUsage = {
  /** 'YYYY-MM'. */
  readonly month: string
  readonly used: number
  /** Sessions beyond the monthly allowance, make-ups from earlier months left out; 0 without an allowance. */
  readonly over: number
}

/** What `usage` is told beside the program and the ledger. */
export type UsageOptions = {
  /** Epoch ms. */
  readonly now: number
  /** All programs of the client: what another one covers is not charged to this one. */
  readonly programs: readonly Program[]
  /** Make-ups of uncounted sessions: place (`participantKey`) → start (epoch ms) of the session it replaces (E23). */
  readonly makeups?: ReadonlyMap<string, number>
}

/** Of a client's entries, the sessions that count, each once, oldest first. */
export const counted = (entries: readonly LedgerEntry[]): readonly LedgerEntry[] =>
  oncePerSession(standing(entries))
    .filter((entry) => entry.delta === 1)
    .sort((a, b) => a.sessionStart - b.sessionStart || (a.id < b.id ? -1 : 1))

/** True when the last day of a program, as it is now in force, has passed at an instant (epoch ms). */
export const hasEnded = (program: Program, at: number): boolean =>
  program.to !== null && program.to < dateOf(at, program.zone)

/**
 * Which program each counted session uses up: the first that covers its date and has room, else the last that covers it; after the
 * last day of all, the one that ended last (over-use). A session from before every program uses none: it is in no list. `entries`:
 * oldest first.
 */
export const allocate = (
  programs: readonly Program[],
  entries: readonly LedgerEntry[],
): ReadonlyMap<string, readonly LedgerEntry[]> => {
  const inOrder = programs
    .map(inForce)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.createdAt - b.createdAt))
  const lists = new Map<string, LedgerEntry[]>(inOrder.map((program) => [program.id, []]))
  const room = (program: Program): boolean =>
    program.alreadyUsed + (lists.get(program.id)?.length ?? 0) < program.sessions
  const since = new Set<Program>()
  // Of the oldest first: what has begun for one has begun for all that follow, and dates are dear to find.
  const hasBegun = (program: Program, at: number): boolean => {
    if (!since.has(program) && program.from <= dateOf(at, program.zone)) since.add(program)
    return since.has(program)
  }
  for (const entry of entries) {
    const begun = inOrder.filter((program) => hasBegun(program, entry.sessionStart))
    const covering = begun.filter((program) => !hasEnded(program, entry.sessionStart))
    const latest = begun.toSorted((a, b) => ((a.to ?? '') < (b.to ?? '') ? -1 : 1)).at(-1)
    const chosen = covering.find(room) ?? covering.at(-1) ?? latest
    if (chosen !== undefined) lists.get(chosen.id)?.push(entry)
  }
  return lists
}

/** A make-up of an uncounted session from an earlier month does not raise that month's flag (PRODUCT 8). */
export const isExcused = (entry: LedgerEntry, zone: string, makeups: UsageOptions['makeups']): boolean => {
  const original = makeups?.get(participantKey(entry.sessionKey, entry.participant))
  return original !== undefined && monthOf(original, zone) < monthOf(entry.sessionStart, zone)
}

const monthsOf = (
  program: Program,
  entries: readonly LedgerEntry[],
  makeups: UsageOptions['makeups'],
): readonly MonthUsage[] => {
  const months = Map.groupBy(entries, (entry) => monthOf(entry.sessionStart, program.zone))
  return [...months].map(([month, list]) => {
    const flagged = list.filter((entry) => !isExcused(entry, program.zone, makeups)).length
    const over = program.perMonth === null ? 0 : Math.max(0, flagged - program.perMonth)
    return { month, used: list.length, over }
  })
}

/**
 * What a program has used, from the ledger alone. `entries` may be anyone's: only the client's own (by address or link) are looked
 * at. Months and dates are those of the session's start in the program's zone.
 */
export const usage = (
  agreed: Program,
  entries: readonly LedgerEntry[],
  client: Parameters<typeof entriesOf>[0],
  { now, programs, makeups }: UsageOptions,
): Usage => {
  const program = inForce(agreed)
  const all = programs.some((other) => other.id === program.id) ? programs : [...programs, agreed]
  const own = allocate(all, counted(entriesOf(client, entries))).get(program.id) ?? []
  const used = program.alreadyUsed + own.length
  const late = own.filter((entry) => hasEnded(program, entry.sessionStart)).length
  return {
    programId: program.id,
    used,
    total: program.sessions,
    left: Math.max(0, program.sessions - used),
    over: Math.max(0, used - program.sessions, late),
    expired: hasEnded(program, now),
    byMonth: monthsOf(program, own, makeups),
  }
}

/** The program that a counted session uses up, whichever of the client's places in it stands for them; null: none covers it. */
export const programOf = (
  sessionKey: string,
  programs: readonly Program[],
  entries: readonly LedgerEntry[],
  client: Parameters<typeof entriesOf>[0],
): Program | null => {
  const lists = allocate(programs, counted(entriesOf(client, entries)))
  return (
    programs.find((program) => lists.get(program.id)?.some((entry) => entry.sessionKey === sessionKey)) ??
    null
  )
}

/** Counted sessions of a client that no program covers: how many, and since when (epoch ms; null when there are none). */
export const countedWithoutProgram = (
  programs: readonly Program[],
  entries: readonly LedgerEntry[],
  client: Parameters<typeof entriesOf>[0],
): { readonly sessions: number; readonly since: number | null } => {
  const all = counted(entriesOf(client, entries))
  const covered = new Set([...allocate(programs, all).values()].flat())
  const bare = all.filter((entry) => !covered.has(entry))
  return { sessions: bare.length, since: bare[0]?.sessionStart ?? null }
}
