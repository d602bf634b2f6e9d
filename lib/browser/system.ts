import type { Chance, Clock, Hasher, Ids, Locks } from '../ports.ts'
import { clockOffset, correctedNow, keepClockOffset } from './clock.ts'

/** The machine's clock, corrected when the providers' clocks say it is wrong (E25), and the coach's present zone (E22). */
export const browserClock: Clock = {
  now: correctedNow,
  zone: () => Temporal.Now.timeZoneId(),
  correction: { offset: clockOffset, set: keepClockOffset },
}

export const randomIds: Ids = { next: () => crypto.randomUUID().replaceAll('-', '') }

export const webHasher: Hasher = {
  sha256: async (text) => {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
    return new Uint8Array(digest).toHex()
  },
}

export const chance: Chance = { next: () => Math.random() }

/** Web Locks hold over every page and worker of the extension and are released by the browser when their holder dies. */
export const webLocks: Locks = {
  alone: (name, work) => navigator.locks.request(name, work) as ReturnType<typeof work>,
}

/** Runs `work` beside others that do the same, but never while somebody holds the name alone. */
export const together = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  navigator.locks.request(name, { mode: 'shared' }, work) as Promise<T>
