import type { Write } from '../outbox.ts'
import { HOUR } from '../time.ts'

/**
 * Data older than this (ms) is old: calendars are read every 15 minutes while the coach is there, and the stored time of the last reading
 * lags by up to an hour when there is no news.
 */
export const STALE_AFTER = 2 * HOUR

/** A queued write that needs the coach, with whose session it belongs to. */
export type StuckWrite = {
  readonly write: Write
  readonly name: string | null
  readonly start: number | null
}

export type SyncView = {
  readonly queued: number
  /** The next time a waiting write is tried, epoch ms, or null. */
  readonly nextAttemptAt: number | null
  /** Waiting for the coach's word on annotations, or for write access. */
  readonly consent: number
  /** Sessions whose outcome is among them. */
  readonly parked: number
  /** Refused for good, or arrived with a backup: shown with "retry" and "discard" (DESIGN 3). */
  readonly stuck: readonly StuckWrite[]
}

/** How many sessions have an outcome among these writes: what a person counts, while one outcome may be several writes. */
export const sessionsIn = (writes: readonly Write[]): number =>
  new Set(writes.flatMap(({ operation, sessionKey }) => (operation.type === 'annotate' ? [sessionKey] : [])))
    .size
