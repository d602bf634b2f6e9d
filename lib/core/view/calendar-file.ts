import type { AnswerCode } from '../answer.ts'
import { isGone } from '../evidence.ts'
import type { Kind } from '../policy.ts'
import type { Participant, Session } from '../session-row.ts'
import { type PastState, stateOf } from './past.ts'

/** What is told of one person's place in an exported session; `upcoming` until it has ended. No name: the title alone may hold one. */
export type ExportedPlace = {
  readonly state: PastState | 'upcoming'
  readonly code: AnswerCode | null
  readonly counts: boolean
}

/** A session as a calendar file tells it. */
export type ExportedSession = {
  /** The session's key: from it its UID is made, the same in every browser and every file. */
  readonly key: string
  /** As in the calendar. */
  readonly title: string
  /** Epoch ms. */
  readonly start: number
  readonly end: number
  readonly private: boolean
  readonly kind: Kind | null
  /** Not on the calendar any more, by the coach's word or the calendar's: canceled in time, moved, or gone and not answered. */
  readonly off: boolean
  readonly places: readonly ExportedPlace[]
}

const placeOf = (session: Session, participant: Participant, now: number): ExportedPlace => {
  const state = stateOf(session, participant)
  const { outcome } = participant
  return {
    state: state === 'unanswered' && session.end > now ? 'upcoming' : state,
    code: outcome?.code ?? null,
    counts: outcome?.counts ?? false,
  }
}

/** A session for export, as far as these participants of it are concerned. `now` in epoch ms. */
export const toExported = (
  session: Session,
  {
    participants,
    kind,
    now,
  }: { readonly participants: readonly Participant[]; readonly kind: Kind | null; readonly now: number },
): ExportedSession => {
  const places = participants.map((participant) => placeOf(session, participant, now))
  const isOff = ({ state }: ExportedPlace): boolean =>
    state === 'canceled-in-time' ||
    state === 'moved' ||
    (isGone(session) && (state === 'unanswered' || state === 'upcoming'))
  return {
    key: session.key,
    title: session.title,
    start: session.start,
    end: session.end,
    private: session.private,
    kind,
    off: places.length > 0 && places.every(isOff),
    places,
  }
}
