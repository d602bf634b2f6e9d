import type { Response } from './event.ts'

/** What the calendar was seen to do to a session, with its uncertainty: it happened after `notBefore` and by `notAfter`. */
export type Sighting = {
  readonly what: 'declined' | 'accepted' | 'gone' | 'back' | 'moved' | 'no-longer-invited'
  readonly by: 'client' | 'coach' | 'unknown'
  /** Whose response it was, lower-case, or null. */
  readonly address: string | null
  /** Last time (epoch ms) the calendar was seen without it; null when it was there at first sight. */
  readonly notBefore: number | null
  /** First time (epoch ms) it was seen. */
  readonly notAfter: number
  /** The start as then scheduled, epoch ms: notice runs to it. */
  readonly start: number
  /** For `moved`: where to, epoch ms. */
  readonly to: number | null
}

/** Notice in ms as the calendar shows it: at least `min`, at most `max` (null: the calendar cannot say). May be negative. */
export type Notice = { readonly min: number; readonly max: number | null }

/** How long before the start it happened, with its uncertainty, in elapsed ms whatever daylight saving does (E09, E20). */
export const noticeOf = (sighting: Pick<Sighting, 'start' | 'notBefore' | 'notAfter'>): Notice => ({
  min: sighting.start - sighting.notAfter,
  max: sighting.notBefore === null ? null : sighting.start - sighting.notBefore,
})

/** The part of a session that evidence is about. */
export type Weighable = {
  readonly start: number
  readonly end: number
  readonly copies: readonly { readonly goneAt: number | null }[]
  readonly participants: readonly {
    readonly id: string
    readonly address: string | null
    readonly response: Response
  }[]
  readonly sightings: readonly Sighting[]
}

/** True when every copy of the session's event is gone; it lives while any copy lives (PRODUCT 12). */
export const isGone = (session: Pick<Weighable, 'copies'>): boolean =>
  session.copies.length > 0 && session.copies.every(({ goneAt }) => goneAt !== null)

/** What the calendar says about one participant of a session: one line on the card, never an answer (PRODUCT 2). */
export type Evidence = {
  readonly participant: string
  /** The sighting that the line is about, or null when there is nothing to say. */
  readonly sighting: Sighting | null
  readonly notice: Notice | null
  /** The answer that fits what the calendar shows: marked, never preselected (E07). No guess ever charges (E14). */
  readonly fits: 'client-late-cancel' | 'canceled-in-time' | null
  /** The calendar speaks against "it happened": left out of a batch "yes" (E31). */
  readonly contrary: boolean
  /** True until the session ends: a decline is weighed only then (E13). */
  readonly likely: boolean
}

const last = (sightings: readonly Sighting[], fits: (sighting: Sighting) => boolean): Sighting | null =>
  sightings.findLast(fits) ?? null

/** What is known of one participant now: the sighting that speaks against the session, strongest word first. */
const against = (session: Weighable, participant: Weighable['participants'][number]): Sighting | null => {
  const { sightings } = session
  if (participant.response === 'declined') {
    const own = last(sightings, ({ what, address }) => what === 'declined' && address === participant.address)
    if (own !== null) return own
  }
  if (isGone(session)) {
    const gone = last(sightings, ({ what }) => what === 'gone')
    // Deleting what is over says nothing about whether it happened (E08).
    if (gone !== null && (gone.notBefore === null || gone.notBefore < session.end)) return gone
  }
  const coach = last(
    sightings,
    ({ what, by }) => by === 'coach' && (what === 'declined' || what === 'accepted'),
  )
  if (coach?.what === 'declined') return coach
  return last(
    sightings,
    ({ what, address }) => what === 'no-longer-invited' && address === participant.address,
  )
}

const fitting = (sighting: Sighting | null, noticeMs: number): Evidence['fits'] => {
  if (sighting === null || sighting.by === 'coach') return null
  if (sighting.what !== 'declined' && sighting.what !== 'gone') return null
  const { min, max } = noticeOf(sighting)
  if (min >= noticeMs) return 'canceled-in-time'
  // Who deleted it is unknown, or when is: all choices, none marked (E09, E14).
  if (sighting.by !== 'client' || (max !== null && (max >= noticeMs || max <= 0))) return null
  return 'client-late-cancel'
}

/**
 * What the calendar shows about each participant. `noticeMs`: how much notice is enough (the policy's). An emergency is never
 * concluded from anything: only the coach's word makes one.
 */
export const evidence = (session: Weighable, noticeMs: number, now: number): readonly Evidence[] =>
  session.participants.map((participant) => {
    const contrary = against(session, participant)
    const moved = last(session.sightings, ({ what, to }) => what === 'moved' && to === session.start)
    const sighting = contrary ?? moved
    return {
      participant: participant.id,
      sighting,
      notice: sighting && noticeOf(sighting),
      fits: fitting(contrary, noticeMs),
      contrary: contrary !== null,
      likely: contrary !== null && now < session.end,
    }
  })

/**
 * True when the calendar shows the whole session canceled in time by the client, or by an unknown hand (E06): no question. A
 * deletion is weighed at once, a decline at the end (E13), and either only if its least notice is enough (E09, E21). The coach's
 * own hand never cancels.
 */
export const isCanceledInTime = (session: Weighable, noticeMs: number, now: number): boolean => {
  const inTime = (sighting: Sighting | null): boolean =>
    sighting !== null && sighting.by !== 'coach' && noticeOf(sighting).min >= noticeMs
  if (isGone(session) && inTime(last(session.sightings, ({ what }) => what === 'gone'))) return true
  if (now < session.end || session.participants.length === 0) return false
  return session.participants.every((participant) => {
    if (participant.response !== 'declined') return false
    const sighting = against(session, participant)
    return sighting?.what === 'declined' && sighting.by === 'client' && inTime(sighting)
  })
}
