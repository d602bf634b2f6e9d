import type { Sighting } from './evidence.ts'
import type { Reason } from './policy.ts'

/** The choice on the card that agrees with what the calendar shows; it is marked there, never chosen for the coach (E07). */
export type Fit = Extract<Reason, 'client-late-cancel'> | 'told-in-time' | null

/** What speaks last of going or coming, for one person (or for all, when the event itself went). Moves say nothing of it. */
export const lastWord = (sightings: readonly Sighting[], address: string | null): Sighting | null =>
  sightings.findLast(
    ({ what, address: whose }) =>
      what !== 'moved' && (whose === null || address === null || whose === address),
  ) ?? null

/** True when the calendar speaks against "it happened": gone or declined, and not seen coming back. */
export const isContrary = (sighting: Sighting | null): boolean =>
  sighting !== null &&
  (sighting.what === 'declined' || sighting.what === 'gone' || sighting.what === 'no-longer-invited')

/**
 * Which choice fits. Only what the client did fits anything: who deleted an event is usually unknown, and no guess may charge
 * (E14). Notice is an interval (E09): in time only when its lower bound reaches `noticeMs`, late only when its upper bound does not.
 */
export const fitOf = (sighting: Sighting | null, noticeMs: number): Fit => {
  if (sighting === null || sighting.by !== 'client' || !isContrary(sighting)) return null
  const atLeast = sighting.start - sighting.notAfter
  const atMost = sighting.notBefore === null ? Number.POSITIVE_INFINITY : sighting.start - sighting.notBefore
  if (atLeast >= noticeMs) return 'told-in-time'
  return atMost < noticeMs ? 'client-late-cancel' : null
}
