import type { AnswerCode } from '../answer.ts'
import { chainOf } from '../chain.ts'
import type { Client } from '../client.ts'
import type { Evidence } from '../evidence.ts'
import type { LedgerEntry } from '../ledger.ts'
import type { LeftOut } from '../left-out.ts'
import type { Note } from '../note.ts'
import type { Kind } from '../policy.ts'
import { countedWithoutProgram, type Program, type Usage, usage } from '../program.ts'
import { partsOf, type Session } from '../session-row.ts'
import { dateOf, type Interval } from '../time.ts'
import type { Origin } from './origin.ts'
import { type Pace, paceOf } from './pace.ts'
import type { PastState } from './past.ts'
import type { StatementLine } from './statement.ts'

/** A program with where it stands; every figure is derived from the ledger (PRODUCT 8). */
export type ProgramView = { readonly program: Program; readonly usage: Usage; readonly pace: Pace }

/** Counted sessions that no program covers, and since when. */
export type Uncovered = { readonly sessions: number; readonly since: number | null }

/** One line of the Clients page. */
export type ClientRow = {
  readonly id: string
  readonly name: string
  readonly addresses: readonly string[]
  readonly kind: Kind | null
  readonly dontAsk: boolean
  readonly current: ProgramView | null
  readonly uncovered: Uncovered
  /** Their next session, or null when nothing is booked. */
  readonly next: Interval | null
  /** Sessions that wait for an answer. */
  readonly waiting: number
}

/** Somebody met in sessions who is nobody's client yet. */
export type Stranger = {
  readonly address: string
  readonly name: string
  readonly sessions: number
  readonly lastStart: number
}

export type ClientsView = {
  readonly clients: readonly ClientRow[]
  readonly strangers: readonly Stranger[]
  readonly leftOut: readonly LeftOut[]
  /** False while only the first clients were read: there are more, and the two other lists are still to come. */
  readonly whole: boolean
}

/** A session of one client, as the client's page lists it. */
export type ClientSession = Interval & {
  readonly key: string
  /** The client's place in it; of several the one that stands for them. */
  readonly participant: string
  readonly zone: string
  /** `upcoming` until it has ended. */
  readonly state: PastState | 'upcoming'
  readonly makeup: boolean
  /** What the coach said of them, or null. */
  readonly code: AnswerCode | null
  /** What the calendar shows about them, or null. */
  readonly evidence: Evidence | null
}

/** What the coach wrote after one session of a client. */
export type ClientNote = Note & {
  /** The client's place in the session. */
  readonly participant: string
  /** When the session began, or null where it is not kept any more. */
  readonly start: number | null
}

/** A line of the books with where its answer comes from; null where that is not kept any more. */
export type AuditLine = LedgerEntry & { readonly origin: Origin | null }

/** What a client's page begins with. */
export type ClientGlance = {
  readonly client: Client
  readonly kind: Kind | null
  /** Oldest first. */
  readonly sessions: readonly ClientSession[]
}

/** A client's page as a whole. */
export type ClientView = ClientGlance & {
  /** Every other client, by name: one of them may be the same person (E17). */
  readonly others: readonly Pick<Client, 'id' | 'name'>[]
  /** Newest first. */
  readonly programs: readonly ProgramView[]
  readonly uncovered: Uncovered
  /** Something was answered in another browser, where there may be programs that are not here (PRODUCT 7, E60). */
  readonly elsewhere: boolean
  /** Sessions with what made up for them, and what made up for that (E42): each oldest first, the latest chain first. */
  readonly chains: readonly (readonly ClientSession[])[]
  /** Latest session first. */
  readonly notes: readonly ClientNote[]
  /** What stands in the ledger, each session once, newest first; and every line ever written. */
  readonly statement: readonly StatementLine[]
  readonly audit: readonly LedgerEntry[]
}

/** Whether the rest is there too. */
export const isWhole = (view: ClientGlance | ClientView): view is ClientView => 'statement' in view

export type Ledger = {
  readonly entries: readonly LedgerEntry[]
  /** Make-ups of uncounted sessions: place (`participantKey`) → start (epoch ms) of the session it replaces (E23). */
  readonly makeups: ReadonlyMap<string, number>
}

/** The session that a letter to the client would be about: the next one, else the last that did not take place; undefined: neither. */
export const toWriteAbout = (sessions: readonly ClientSession[], now: number): ClientSession | undefined =>
  sessions.find(({ state, start }) => state === 'upcoming' && start > now) ??
  sessions.findLast(
    ({ state }) => state === 'to-reschedule' || state === 'didnt-occur' || state === 'canceled-in-time',
  )

/** Every program of one client with its standing, newest first. `booked`: how many sessions they have to come. */
export const programViews = (
  client: Client,
  programs: readonly Program[],
  { entries, makeups }: Ledger,
  { now, booked }: { readonly now: number; readonly booked: number },
): readonly ProgramView[] => {
  const own = programs.filter(({ clientId }) => clientId === client.id)
  return own
    .map((program) => {
      const used = usage(program, entries, client, { now, programs: own, makeups })
      return { program, usage: used, pace: paceOf(program, used, booked, now) }
    })
    .sort((a, b) => b.program.from.localeCompare(a.program.from))
}

/** The program that holds now: the newest that has begun and not ended, else the newest that has begun, else the next. */
export const currentProgram = (views: readonly ProgramView[], now: number): ProgramView | null => {
  const begun = views.filter(({ program }) => program.from <= dateOf(now, program.zone))
  return begun.find((view) => !view.usage.expired) ?? begun[0] ?? views.at(-1) ?? null
}

/** What was counted for a client outside every program. */
export const uncoveredOf = (
  client: Client,
  programs: readonly Program[],
  entries: readonly LedgerEntry[],
): Uncovered =>
  countedWithoutProgram(
    programs.filter(({ clientId }) => clientId === client.id),
    entries,
    client,
  )

/** People of these sessions who are nobody's client, most sessions first. */
export const strangersIn = (
  sessions: readonly Session[],
  isKnown: (session: Session, participant: Session['participants'][number]) => boolean,
): readonly Stranger[] => {
  const met = new Map<string, Stranger>()
  for (const session of sessions) {
    if (session.standing === 'aside') continue
    for (const participant of session.participants) {
      const { address } = participant
      if (address === null || isKnown(session, participant)) continue
      const before = met.get(address)
      met.set(address, {
        address,
        name: participant.name ?? before?.name ?? '',
        sessions: (before?.sessions ?? 0) + 1,
        lastStart: Math.max(before?.lastStart ?? 0, session.start),
      })
    }
  }
  return [...met.values()].sort((a, b) => b.sessions - a.sessions || a.address.localeCompare(b.address))
}

/** The chains of make-ups among a client's sessions: each from the first that was missed to the last that stands for it. */
export const chainsIn = (
  sessions: readonly Session[],
  views: readonly ClientSession[],
): ClientView['chains'] => {
  const byKey = new Map(sessions.map((session) => [session.key, session]))
  const viewOf = new Map(views.map((view) => [view.key, view]))
  const followed = new Set(
    sessions.flatMap(({ makeupOf }) => (makeupOf === null ? [] : [partsOf(makeupOf).sessionKey])),
  )
  return sessions
    .filter(({ key }) => viewOf.get(key)?.makeup && !followed.has(key))
    .map((last) => chainOf(last, (key) => byKey.get(key)).flatMap(({ key }) => viewOf.get(key) ?? []))
    .toSorted((a, b) => (b.at(-1)?.start ?? 0) - (a.at(-1)?.start ?? 0))
}
