import { isByHand } from '../by-hand.ts'
import type { Kind } from '../policy.ts'
import type { Session } from '../session-row.ts'
import { overlaps } from '../time.ts'
import type { People } from './people.ts'

/** A session added by hand, as the form that changes it needs it. */
export type HandView = {
  readonly key: string
  readonly clientId: string | null
  readonly name: string
  readonly start: number
  readonly end: number
  readonly zone: string
  readonly kind: Kind | null
  /** Then whom it was with and its kind belong to the answer. */
  readonly answered: boolean
}

export const toHandView = (session: Session, people: People): HandView => {
  const [participant] = session.participants
  return {
    key: session.key,
    clientId: participant ? (people.clientOf(session, participant)?.id ?? null) : null,
    name: participant ? people.nameOf(session, participant) : session.title,
    start: session.start,
    end: session.end,
    zone: session.zone,
    kind: session.kind,
    answered: session.participants.some(({ outcome }) => outcome !== null),
  }
}

/** Keys of sessions added by hand that a calendar holds as well by now: the same client at an overlapping time. */
export const alsoInCalendar = (sessions: readonly Session[], people: People): ReadonlySet<string> => {
  const clientsOf = (session: Session) =>
    session.participants.flatMap((participant) => people.clientOf(session, participant)?.id ?? [])
  const fromCalendar = sessions.filter(
    (session) => !isByHand(session) && session.standing !== 'aside' && session.standing !== 'canceled',
  )
  const doubled = sessions.filter(isByHand).filter((session) => {
    const own = new Set(clientsOf(session))
    return fromCalendar.some(
      (other) => overlaps(session, other) && clientsOf(other).some((client) => own.has(client)),
    )
  })
  return new Set(doubled.map(({ key }) => key))
}
