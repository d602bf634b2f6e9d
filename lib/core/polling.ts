import { HOUR, MINUTE } from './time.ts'

/** How often calendars are read (PRODUCT 10), in ms. */
const USUAL = 15 * MINUTE
const NEAR_A_SESSION = 5 * MINUTE
/** Within this much of a session it is read more often. */
const NEAR = HOUR
/** Polls are spread over this part of the interval, so that not every browser asks in the same second. */
const JITTER = 0.2

type Span = { readonly start: number; readonly end: number }

/** The wait between two pulls at `now`, in ms: shorter within an hour of a session. */
export const pollInterval = (sessions: readonly Span[], now: number): number =>
  sessions.some(({ start, end }) => start - NEAR <= now && now <= end + NEAR) ? NEAR_A_SESSION : USUAL

/** The least wait that jitter makes of an interval: what is older is due. */
export const leastWait = (interval: number): number => interval * (1 - JITTER / 2)

/** When to pull next (epoch ms): `chance` in [0, 1) spreads it around the interval. */
export const nextPoll = (last: number, interval: number, chance: number): number =>
  Math.round(last + interval * (1 - JITTER / 2 + JITTER * chance))

/** True when one of these instants (epoch ms) came since the last pull: a session ended, or is about to be asked about (E35). */
export const passedSince = (instants: readonly number[], last: number, now: number): boolean =>
  instants.some((at) => at > last && at <= now)

/** The next of these instants after `now`, or null. */
export const nextOf = (instants: readonly number[], now: number): number | null =>
  instants.reduce<number | null>((next, at) => (at > now && (next === null || at < next) ? at : next), null)
