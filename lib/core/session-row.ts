import type { Outcome } from './answer.ts'
import type { Response } from './event.ts'
import type { Sighting } from './evidence.ts'
import type { Kind } from './policy.ts'

/** One copy of the session's event in one calendar (E11). */
export type Copy = {
  readonly calendarKey: string
  readonly eventId: string
  readonly seriesId: string | null
  readonly writable: boolean
  readonly organisedByCoach: boolean
  /** Last time (epoch ms) a pull saw this copy alive. */
  readonly lastSeenAt: number
  /** When a pull first found it gone, epoch ms; null while it lives. */
  readonly goneAt: number | null
}

/** One client's place in one session. `id`: 10 hex characters of SHA-256 of session key + address; `_` without an address. */
export type Participant = {
  readonly id: string
  readonly address: string | null
  readonly name: string | null
  readonly response: Response
  readonly outcome: Outcome | null
}

/**
 * Where the session stands with the coach. open: still wants an answer, or the coach's word on two that differ (E36) · answered: every
 * participant has one · history: ended before Afterward came (E30) · canceled: in time, by the client, as the calendar shows it; no question
 * (E06) · aside: the coach said it is not coaching, or no longer recognised.
 */
export type Standing = 'open' | 'answered' | 'history' | 'canceled' | 'aside'

/** An event recognised as coaching, or one added by hand. Key: `uid|originalStart`, or `uid|-` for a single event (PRODUCT 1, 12). */
export type Session = {
  readonly key: string
  readonly uid: string
  readonly originalStart: number | null
  readonly copies: readonly Copy[]
  readonly title: string
  /** As now scheduled, epoch ms. */
  readonly start: number
  readonly end: number
  readonly zone: string
  readonly private: boolean
  readonly joinLink: string | null
  readonly webLink: string | null
  readonly participants: readonly Participant[]
  /** The coach's word for this session; null: from the client, else the rule, else ask. */
  readonly kind: Kind | null
  /** The kind its rule gave, or null. */
  readonly ruleKind: Kind | null
  /** The rule that recognised it; 'hand' for a session added by hand; 'makeup' for a make-up, 'next' for one booked as the next. */
  readonly recognisedBy: string
  readonly sightings: readonly Sighting[]
  readonly standing: Standing
  /** When it appeared in a calendar that was read before, epoch ms: what appears after a session went may be that one moved. */
  readonly firstSeenAt?: number
  /** 1 while it wants an answer, else 0: indexable. */
  readonly open: 0 | 1
  /** Not asked again before this instant (snooze, "Still going"); null when not put off. */
  readonly notBefore: number | null
  /** When its window was opened; one window per session, ever. */
  readonly askedAt: number | null
  /** `sessionKey#participant` of the session this one replaces. */
  readonly makeupOf: string | null
  /** `sessionKey#participant` of the session after which this one was booked as the next (PRODUCT 5). */
  readonly follows?: string
  /** Times at which the answer was given, when the event changed after it (E05). */
  readonly answeredTimes: { readonly start: number; readonly end: number } | null
}

/** The id of the one participant of a session without addresses (PRODUCT 7). */
export const NOBODY = '_'

/** Key of one participant of one session, as used by the queue, clients and notes. */
export const participantKey = (sessionKey: string, participant: string): string =>
  `${sessionKey}#${participant}`

/** The session and the participant of such a key. */
export const partsOf = (key: string): { readonly sessionKey: string; readonly participant: string } => {
  const at = key.lastIndexOf('#')
  return { sessionKey: key.slice(0, at), participant: key.slice(at + 1) }
}
