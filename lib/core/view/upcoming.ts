import type { Outcome } from '../answer.ts'
import { type Brief, briefOf } from '../brief.ts'
import { isByHand } from '../by-hand.ts'
import { finder, kindOf, kindOfAll, placeOf, whoseIs } from '../client.ts'
import type { Consequence } from '../consequence.ts'
import { type Evidence, evidence } from '../evidence.ts'
import { type Expected, forecast } from '../forecast.ts'
import type { LedgerEntry, LedgerSubject } from '../ledger.ts'
import type { Note } from '../note.ts'
import type { Kind, Policy } from '../policy.ts'
import type { Program } from '../program.ts'
import { NOBODY, type Participant, participantKey, type Session } from '../session-row.ts'
import { overlaps } from '../time.ts'
import { alsoInCalendar } from './by-hand.ts'
import type { People } from './people.ts'

/** One person of a session to come. */
export type UpcomingPerson = {
  /** Participant id within the session. */
  readonly id: string
  readonly name: string
  readonly clientId: string | null
  /** Nobody is invited and nobody is known by the title: asked once, when it ends (E19). */
  readonly unknown: boolean
  /** Answered early ("Client isn't here"); null: not yet. */
  readonly outcome: Outcome | null
  /** What the calendar shows so far; until the end only likely (E13). */
  readonly evidence: Evidence | null
  /** What it would come to, supposing that everything before it takes place; null: answered, off, or its kind was never said. */
  readonly would: Consequence | null
  /** They have a program, though it need not cover this date. */
  readonly hasProgram: boolean
  readonly brief: Brief
}

/** One line of the Upcoming page. */
export type UpcomingRow = {
  readonly key: string
  readonly title: string
  /** Epoch ms. */
  readonly start: number
  readonly end: number
  readonly zone: string
  readonly series: boolean
  readonly kind: Kind | null
  readonly people: readonly UpcomingPerson[]
  /** Off in time, as the calendar shows it: nothing is asked (E06). */
  readonly canceled: boolean
  readonly makeup: boolean
  /** Added by hand, and whether a calendar holds the same by now; null: it came from a calendar. */
  readonly byHand: 'only-here' | 'in-calendar-too' | null
  /** Another session of the coach lies in the same time (E28). */
  readonly doubleBooked: boolean
}

export type UpcomingView = {
  /** In the order in which they begin. */
  readonly rows: readonly UpcomingRow[]
  /** True when there are sessions beyond what was asked for. */
  readonly later: boolean
}

/** The stored rows that the page is made of. `waiting`: ended and not answered yet, which uses up what comes after it, too. */
export type UpcomingBooks = {
  readonly sessions: readonly Session[]
  readonly waiting: readonly Session[]
  readonly people: People
  readonly programs: readonly Program[]
  readonly entries: readonly LedgerEntry[]
  readonly notes: readonly Note[]
  readonly makeups: ReadonlyMap<string, number>
  readonly policy: Policy
  readonly now: number
}

const subjectOf = (session: Session, { id, address }: Participant): LedgerSubject => ({
  sessionKey: session.key,
  participant: id,
  address,
  sessionStart: session.start,
  zone: session.zone,
})

/** Everyone of these sessions of whom an answer is still to come. */
const expectedIn = (sessions: readonly Session[], people: People): readonly Expected[] =>
  sessions
    .filter(({ standing }) => standing === 'open')
    .flatMap((session) =>
      session.participants.flatMap((participant): Expected[] => {
        const client = people.clientOf(session, participant)
        const kind = kindOf(session, client ?? undefined)
        if (kind === null || participant.outcome !== null) return []
        return [{ subject: subjectOf(session, participant), kind, client }]
      }),
    )

/** Keys of sessions that share time with another one; `sessions` in the order in which they begin. */
const doubleBooked = (sessions: readonly Session[]): ReadonlySet<string> => {
  const found = new Set<string>()
  // Of those that began before, the one that ends last: who overlaps any of them overlaps this one.
  let longest: Session | undefined
  for (const session of sessions.filter(({ standing }) => standing !== 'canceled')) {
    if (longest && overlaps(longest, session)) found.add(longest.key).add(session.key)
    if (!longest || session.end > longest.end) longest = session
  }
  return found
}

/** The lines of the Upcoming page, in the order in which the sessions begin. */
export const upcomingRows = (books: UpcomingBooks): readonly UpcomingRow[] => {
  const { people, policy, now } = books
  const sessions = books.sessions.toSorted(
    (a, b) => a.start - b.start || a.end - b.end || (a.key < b.key ? -1 : 1),
  )
  const linesOf = finder(books.entries, placeOf, people.links)
  const notesOf = finder(books.notes, ({ id }) => id, people.links)
  const would = forecast(
    expectedIn([...books.waiting, ...sessions], people),
    { linesOf, programs: books.programs, makeups: books.makeups },
    { policy, now },
  )
  const doubled = doubleBooked(sessions)
  const twice = alsoInCalendar(sessions, people)
  const inProgram = new Set(books.programs.map(({ clientId }) => clientId))

  const personOf = (
    session: Session,
    participant: Participant,
    seen: readonly Evidence[],
  ): UpcomingPerson => {
    const client = people.clientOf(session, participant)
    const key = participantKey(session.key, participant.id)
    const whose = whoseIs(client, subjectOf(session, participant))
    const notes = notesOf(whose).filter(({ id }) => id !== key)
    return {
      id: participant.id,
      name: people.nameOf(session, participant),
      clientId: client?.id ?? null,
      unknown: participant.id === NOBODY && client === null,
      outcome: participant.outcome,
      evidence: seen.find((each) => each.participant === participant.id) ?? null,
      would: would.get(key) ?? null,
      hasProgram: client !== null && inProgram.has(client.id),
      brief: briefOf(notes, linesOf(whose), session.start),
    }
  }

  return sessions.map((session) => {
    const seen = evidence(session, policy.noticeMs, now)
    return {
      key: session.key,
      title: session.title,
      start: session.start,
      end: session.end,
      zone: session.zone,
      series: session.originalStart !== null,
      kind: kindOfAll(
        session,
        session.participants.map((participant) => people.clientOf(session, participant)),
      ),
      people: session.participants.map((participant) => personOf(session, participant, seen)),
      canceled: session.standing === 'canceled',
      makeup: session.makeupOf !== null,
      byHand: isByHand(session) ? (twice.has(session.key) ? 'in-calendar-too' : 'only-here') : null,
      doubleBooked: doubled.has(session.key),
    }
  })
}
