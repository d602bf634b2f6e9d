import type { Session } from './session.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { HOUR, type Interval, MINUTE, zoned } from './time.ts'

/** What decides when a question may come up. Everything but the sessions is optional, with the defaults of PRODUCT 4. */
export type DueRules = {
  /** The zone the coach is in now: for quiet hours and the end of the day only; a question is due at an instant (E22). */
  readonly zone?: string
  readonly ask?: Pick<Settings['ask'], 'when' | 'endOfDay' | 'graceMinutes' | 'quiet'>
  /** The coach's events around now, epoch ms; the sessions themselves may be among them. */
  readonly busy?: readonly Interval[]
  /** The screen is locked (or, in Firefox, the coach is away). */
  readonly locked?: boolean
  /** A tab plays sound: a call, perhaps. */
  readonly audible?: boolean
}

/** The part of a session that matters for asking. */
export type Askable = Pick<Session, 'key' | 'start' | 'end' | 'open' | 'notBefore' | 'askedAt'>

export type Due<S extends Askable = Session> = {
  /** To be put before the coach now, as one stack, oldest first. Empty while anything holds it back. */
  readonly ask: readonly S[]
  /** The instant (epoch ms) at which to look again, or null when only an event (an unlock, a pull) can change anything. */
  readonly wakeAt: number | null
  /** Everything that waits for an answer, asked or not, oldest first: what the badge counts. */
  readonly waiting: readonly S[]
  /** What holds a due question back, or null. */
  readonly held: 'locked' | 'quiet' | 'busy' | 'audible' | null
}

/** So many at once are no longer asked about one by one, but on one screen, as after a holiday (PRODUCT 4). */
export const MANY_AT_ONCE = 4

/** Not within so many ms before the coach's next event. */
const BEFORE_NEXT = 10 * MINUTE
/** Sound holds a question back no longer than this. */
const AUDIBLE_AT_MOST = 15 * MINUTE
/** What was just shown does not come back in a round-up right after. */
const ROUND_UP_GAP = HOUR

/** The first instant at or after `from` at which clocks in `zone` show `time` ('HH:MM'); a skipped time counts as its later twin. */
export const nextWallTime = (from: number, time: string, zone: string): number => {
  const at = zoned(from, zone)
  const today = at.withPlainTime(time)
  return (today.epochMilliseconds >= from ? today : at.add({ days: 1 }).withPlainTime(time)).epochMilliseconds
}

/** True when it ended, its grace is over, it is unanswered, and the coach has not put it off. */
export const isWaiting = (session: Askable, now: number, graceMs: number): boolean =>
  session.open === 1 && session.end + graceMs <= now && (session.notBefore ?? now) <= now

/**
 * When a session next wants the coach, epoch ms: after its end and grace; at the end of the day; when a snooze ends; or, once it
 * had its one window, in the next daily round-up (PRODUCT 4). Null when only the badge shows it.
 */
const wantsAt = (session: Askable, ask: NonNullable<DueRules['ask']>, zone: string): number | null => {
  if (ask.when === 'badge-only') return null
  const { askedAt, notBefore } = session
  const ready = session.end + ask.graceMinutes * MINUTE
  if (notBefore !== null && (askedAt === null || notBefore > askedAt)) return Math.max(ready, notBefore)
  if (askedAt !== null) return nextWallTime(Math.max(askedAt + ROUND_UP_GAP, ready), ask.endOfDay, zone)
  return ask.when === 'end-of-day' ? nextWallTime(ready, ask.endOfDay, zone) : ready
}

/** The end (epoch ms) of the quiet hours that `now` lies in, or null. They may span midnight. */
const quietUntil = (now: number, quiet: Settings['ask']['quiet'], zone: string): number | null => {
  if (quiet === null || quiet.from === quiet.to) return null
  const time = zoned(now, zone).toPlainTime().toString({ smallestUnit: 'minute' })
  const { from, to } = quiet
  const within = from < to ? time >= from && time < to : time >= from || time < to
  return within ? nextWallTime(now + 1, to, zone) : null
}

/** The first instant (epoch ms) from `now` on that is in no event and not right before one, or null when that is now. */
const busyUntil = (now: number, busy: readonly Interval[]): number | null => {
  let free = now
  for (const { start, end } of [...busy].sort((a, b) => a.start - b.start)) {
    if (end > free && start - BEFORE_NEXT <= free) free = end
  }
  return free > now ? free : null
}

/** The order of every stack and list of what waits: by when it ended, so that the window opens on its first card. */
export const oldestFirst = (a: Askable, b: Askable): number =>
  a.end - b.end || a.start - b.start || (a.key < b.key ? -1 : 1)

const least = (instants: readonly (number | null)[]): number | null =>
  instants.reduce<number | null>((a, b) => (a === null ? b : b === null ? a : Math.min(a, b)), null)

type Hold = { readonly why: NonNullable<Due['held']>; readonly until: number | null }

const holdOn = (now: number, dueSince: number, busy: readonly Interval[], rules: DueRules): Hold | null => {
  if (rules.locked) return { why: 'locked', until: null }
  const { quiet } = rules.ask ?? defaultSettings.ask
  const quietEnd = quietUntil(now, quiet, rules.zone ?? 'UTC')
  if (quietEnd !== null) return { why: 'quiet', until: quietEnd }
  const busyEnd = busyUntil(now, busy)
  if (busyEnd !== null) return { why: 'busy', until: busyEnd }
  if (rules.audible && now < dueSince + AUDIBLE_AT_MOST)
    return { why: 'audible', until: Math.min(now + MINUTE, dueSince + AUDIBLE_AT_MOST) }
  return null
}

/**
 * Which questions are to be asked now, and when to look again (PRODUCT 4). Computed from stored times alone, so that it gives the
 * same on every wake-up, however long the browser slept (E29): several come as one stack, and what had its window does not get
 * another, but the daily round-up. A session that ends right after another holds that one back until both can be asked (E27).
 */
export const due = <S extends Askable>(sessions: readonly S[], now: number, rules: DueRules = {}): Due<S> => {
  const ask = rules.ask ?? defaultSettings.ask
  const graceMs = ask.graceMinutes * MINUTE
  const open = sessions.filter((session) => session.open === 1).sort(oldestFirst)
  const waiting = open.filter((session) => isWaiting(session, now, graceMs))
  const wanted = open.map((session) => ({ session, at: wantsAt(session, ask, rules.zone ?? 'UTC') }))
  const later = least(wanted.map(({ at }) => (at !== null && at > now ? at : null)))
  const ready = wanted.filter(({ at }) => at !== null && at <= now)
  const dueSince = least(ready.map(({ at }) => at))
  if (dueSince === null) return { ask: [], wakeAt: later, waiting, held: null }

  const readyKeys = new Set(ready.map(({ session }) => session.key))
  const running = open
    .filter((session) => session.askedAt === null && !readyKeys.has(session.key))
    .map(({ start, end }) => ({ start, end: end + graceMs }))
  const hold = holdOn(now, dueSince, [...(rules.busy ?? []), ...running], rules)
  if (hold !== null) return { ask: [], wakeAt: least([hold.until, later]), waiting, held: hold.why }
  return { ask: ready.map(({ session }) => session), wakeAt: later, waiting, held: null }
}
