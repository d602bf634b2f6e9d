import type { CalendarRecord } from '../core/account.ts'
import { HOUR } from '../core/time.ts'
import type { Store } from '../ports.ts'

/**
 * When calendars were last pulled completely, as this worker remembers. A pull without news writes nothing, so the stored time lags
 * behind by up to `WRITTEN_EVERY`; a worker that starts anew begins with the stored one.
 */
const memories = new WeakMap<Store, Map<string, number>>()

/** The age at which the stored time of the last pull is brought up to date even without news. */
export const WRITTEN_EVERY = HOUR

const memoryOf = (store: Store): Map<string, number> => {
  const known = memories.get(store) ?? new Map<string, number>()
  memories.set(store, known)
  return known
}

/** The last complete pull of a calendar, epoch ms, or null. */
export const lastPull = (store: Store, { key, pulledAt }: CalendarRecord): number | null => {
  // Null is stored when a calendar is left: what was remembered of it before is void.
  if (pulledAt === null) return null
  return Math.max(pulledAt, memoryOf(store).get(key) ?? 0)
}

/** Remembers a complete pull at `now` (epoch ms). */
export const rememberPull = (store: Store, key: string, now: number): void => {
  memoryOf(store).set(key, now)
}

const attempts = new WeakMap<Store, number>()

/** When this worker last tried to pull, whatever came of it, epoch ms; null when it did not yet. */
export const lastAttempt = (store: Store): number | null => attempts.get(store) ?? null

/** Remembers that a pull is tried at `now` (epoch ms). */
export const rememberAttempt = (store: Store, now: number): void => {
  attempts.set(store, now)
}
