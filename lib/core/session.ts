import type { Session } from './session-row.ts'
import { dateOf } from './time.ts'
import { normaliseUid } from './uid.ts'

// biome-ignore lint/performance/noBarrelFile: a session, its pairing and its reconciling are one concept to whoever imports it
export { pairing } from './pairing.ts'
export { reconcile } from './reconcile.ts'
export type { Copy, Participant, Session } from './session-row.ts'
// Pages import these from session-row itself: through this door the whole of pairing would come into their bundles.
export { NOBODY, participantKey, partsOf } from './session-row.ts'

/**
 * What an event is known by in every calendar and every browser (PRODUCT 1, 12): `uid|originalStart` for an instance of a series,
 * `uid|-` for a single event. `originalStart` in epoch ms.
 */
export const sessionKey = (event: {
  readonly iCalUid: string | null
  readonly originalStart: number | null
}): string => `${normaliseUid(event.iCalUid ?? '')}|${event.originalStart ?? '-'}`

/** The date ('YYYY-MM-DD') a session belongs to: that of its start, in its own zone, also when it spans midnight (E26). */
export const sessionDate = (session: Pick<Session, 'start' | 'zone'>): string =>
  dateOf(session.start, session.zone)

/** The text whose SHA-256 begins with the participant's id (PRODUCT 7). */
export const participantSource = (key: string, address: string): string => key + address.toLowerCase()

/** Hex characters of the hash that make a participant's id. */
export const PARTICIPANT_LENGTH = 10
