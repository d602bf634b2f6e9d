import type { Outcome } from '../answer.ts'
import { isByHand } from '../by-hand.ts'
import { kindOfAll } from '../client.ts'
import { type Evidence, evidence } from '../evidence.ts'
import type { Kind, Mark } from '../policy.ts'
import type { Participant, Session } from '../session.ts'
import type { People } from './people.ts'

/** What a past session is filed under. `history`: ended before Afterward came; `aside`: the coach said it is not coaching. */
export type PastState = Mark | 'unanswered' | 'moved' | 'history' | 'aside'

export type PastPerson = {
  readonly id: string
  readonly name: string
  readonly address: string | null
  readonly state: PastState
  readonly outcome: Outcome | null
}

/** One line of the Past page. */
export type PastRow = {
  readonly key: string
  readonly title: string
  readonly start: number
  readonly end: number
  readonly zone: string
  readonly people: readonly PastPerson[]
  /** Every state that one of its people is in. */
  readonly states: readonly PastState[]
  /** Said for this session, or the client's or rule's at its time; null: never said. */
  readonly kind: Kind | null
  /** What the calendar shows about one of them, or null when there is nothing to say. */
  readonly evidence: Evidence | null
  /** The calendar speaks against "it happened": left out when several are answered at once (E31). */
  readonly contrary: boolean
  readonly makeup: boolean
  /** When the session that it makes up for began; null: it is no make-up, or that one is not kept here. */
  readonly makesUpFor: number | null
  /** When the session that makes up for it begins; null: none is booked. */
  readonly madeUpAt: number | null
  /** Added by hand, and whether a calendar holds the same by now; null: it came from a calendar. */
  readonly byHand: 'only-here' | 'in-calendar-too' | null
  readonly conflict: boolean
}

export type PastView = {
  /** Newest first. */
  readonly rows: readonly PastRow[]
  /** True when older sessions are stored than were asked for. */
  readonly older: boolean
}

/** What stands for what: session key → start of the session it makes up for (`before`), of the one that makes up for it (`after`). */
export type MakeupLinks = Readonly<Record<'before' | 'after', ReadonlyMap<string, number>>>

/** What a session is filed under for one of its people. */
export const stateOf = (session: Session, participant: Participant): PastState => {
  if (session.standing === 'aside') return 'aside'
  const { outcome } = participant
  if (outcome?.code === 'moved') return 'moved'
  if (outcome?.mark) return outcome.mark
  if (session.standing === 'canceled') return 'canceled-in-time'
  return session.standing === 'history' ? 'history' : 'unanswered'
}

const kindOfRow = (session: Session, people: People): Kind | null =>
  kindOfAll(
    session,
    session.participants.map((participant) => people.clientOf(session, participant)),
  )

/** The line of one session. `noticeMs`: how much notice the policy wants; `now` in epoch ms. */
export const toPastRow = (
  session: Session,
  people: People,
  {
    noticeMs,
    now,
    doubled = new Set(),
    links = { before: new Map(), after: new Map() },
  }: {
    readonly noticeMs: number
    readonly now: number
    /** Keys of sessions added by hand that a calendar holds as well. */
    readonly doubled?: ReadonlySet<string>
    readonly links?: MakeupLinks
  },
): PastRow => {
  const seen = evidence(session, noticeMs, now)
  const persons = session.participants.map((participant) => ({
    id: participant.id,
    name: people.nameOf(session, participant),
    address: participant.address,
    state: stateOf(session, participant),
    outcome: participant.outcome,
  }))
  const telling = seen.find(({ contrary }) => contrary) ?? seen.find(({ sighting }) => sighting !== null)
  return {
    key: session.key,
    title: session.title,
    start: session.start,
    end: session.end,
    zone: session.zone,
    people: persons,
    states: [...new Set(persons.map(({ state }) => state))],
    kind: kindOfRow(session, people),
    evidence: telling ?? null,
    contrary: seen.some(({ contrary }) => contrary),
    makeup: session.makeupOf !== null,
    makesUpFor: links.before.get(session.key) ?? null,
    madeUpAt: links.after.get(session.key) ?? null,
    byHand: isByHand(session) ? (doubled.has(session.key) ? 'in-calendar-too' : 'only-here') : null,
    conflict: persons.some(({ outcome }) => outcome?.conflict),
  }
}
