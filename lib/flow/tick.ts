import { needsSignIn } from '../core/account.ts'
import { retryOf } from '../core/failure.ts'
import { isResting, pausedCalendars } from '../core/pause.ts'
import { leastWait, nextOf, nextPoll, passedSince, pollInterval } from '../core/polling.ts'
import { defaultSettings } from '../core/settings.ts'
import { DAY, MINUTE, SECOND } from '../core/time.ts'
import type { Deps } from '../ports.ts'
import { ask } from './ask.ts'
import { takeBegun } from './begun.ts'
import { expire } from './expire.ts'
import { takeForsaken } from './forsaken.ts'
import { keepTyped } from './note.ts'
import { pull } from './pull.ts'
import { lastAttempt, lastPull, rememberAttempt } from './pulled.ts'
import { push } from './push.ts'

/** What woke the background. */
export type Why = 'start' | 'alarm' | 'unlock' | 'message' | 'pull'

/** A time written by a clock that ran ahead (E25) is no reason to wait for it. */
const soFar = (at: number | null, now: number): number | null => (at === null ? null : Math.min(at, now))

/** What the times of pulls depend on, as stored. */
const readTimes = async ({ store, clock }: Deps) => {
  const now = clock.now()
  return store.read(['accounts', 'calendars', 'sessions', 'settings'], async (tx) => {
    const accounts = await tx.accounts.all()
    const read = new Set(accounts.filter(({ paused }) => !paused).map(({ id }) => id))
    const all = await tx.calendars.all()
    const calendars = all.filter(({ chosen, accountId }) => chosen && read.has(accountId))
    const paused = pausedCalendars(accounts, all)
    const sessions = (await tx.sessions.between('start', now - DAY, now + DAY)).filter(
      (session) => session.standing !== 'aside' && !isResting(session, paused),
    )
    const { graceMinutes } = ((await tx.settings.get('settings'))?.value ?? defaultSettings).ask
    const pulls = calendars.map((calendar) => soFar(lastPull(store, calendar), now))
    const waits = calendars.map(({ lastFailure }) => {
      const retry = lastFailure === null ? null : retryOf(lastFailure)
      return retry?.when === 'later' ? (retry.notBeforeMs ?? 0) : 0
    })
    return {
      now,
      any: calendars.length > 0,
      /** One was just chosen, or its first pull was cut short. */
      fresh: calendars.some(({ pulledAt, lastFailure }) => pulledAt === null && lastFailure === null),
      /** The calendar that was read longest ago; null when one never was. */
      last: pulls.includes(null) ? null : Math.min(...pulls.map((at) => at ?? 0)),
      /** How long a provider asked us to leave it alone, ms. */
      wait: Math.max(0, ...waits),
      spans: sessions.map(({ start, end }) => ({ start, end })),
      /** When a session that wants an answer ends, and when it may be asked about: the calendar is read at both. */
      moments: sessions.flatMap(({ open, end }) => (open === 1 ? [end, end + graceMinutes * MINUTE] : [])),
    }
  })
}

type Times = Awaited<ReturnType<typeof readTimes>>

const isDue = (deps: Deps, { now, any, fresh, last, wait, spans, moments }: Times): boolean => {
  if (!any || fresh) return any
  const attempt = soFar(lastAttempt(deps.store), now)
  const least = leastWait(pollInterval(spans, now))
  const since = Math.max(last ?? 0, attempt ?? 0)
  if (last !== null && passedSince(moments, since, now)) return true
  // A calendar that just failed is not asked again by every click.
  const isRested = attempt === null || now >= attempt + Math.max(wait, last === null ? MINUTE : least)
  return isRested && (last === null || now >= last + least)
}

const pullIfDue = async (deps: Deps): Promise<void> => {
  const { state, online } = await deps.presence.now()
  const times = await readTimes(deps)
  // Nobody is there to be asked: what is missed is caught up with at the unlock.
  const isAway =
    state === 'locked' || (state === 'idle' && !passedSince(times.moments, times.last ?? 0, times.now))
  if (!online || isAway || !isDue(deps, times)) return
  rememberAttempt(deps.store, times.now)
  await pull(deps)
}

const setAlarm = async (deps: Deps, name: 'ask' | 'pull' | 'push', at: number | null): Promise<void> => {
  if (at === null) await deps.alarms.clear(name)
  else await deps.alarms.wakeAt(name, Math.max(at, deps.clock.now()))
}

const earliest = (...instants: readonly (number | null)[]): number | null => {
  const known = instants.filter((at) => at !== null)
  return known.length === 0 ? null : Math.min(...known)
}

/**
 * When to pull next, epoch ms: after the interval, or when the next session ends or is asked about (PRODUCT 4). What is overdue because
 * nobody is there waits for the coach to come back; until then a wake-up per interval is enough, not one every half minute of the night.
 */
const nextPull = async (deps: Deps): Promise<number | null> => {
  const { now, any, last, wait, spans, moments } = await readTimes(deps)
  if (!any) return null
  const from = Math.max(last ?? 0, soFar(lastAttempt(deps.store), now) ?? 0)
  const pollAfter = (last: number) =>
    nextPoll(last, Math.max(wait, pollInterval(spans, now)), deps.chance.next())
  const next = pollAfter(from)
  const isAway = next <= now && (await deps.presence.now()).state !== 'active'
  return earliest(isAway ? pollAfter(now) : Math.max(next, now), nextOf(moments, now))
}

const needsCoach = async ({ store }: Deps): Promise<boolean> =>
  (await store.read(['accounts'], (tx) => tx.accounts.all())).some(needsSignIn)

/** The shortest time that a browser's alarm keeps to (API D): how soon a round that was cut short is made up for. */
const RESCUE = 30 * SECOND

/**
 * One round of everything that waits for time: notes to keep, calendars to read, offers that ran out, questions to ask, writes to send;
 * then the alarms for the next. Nothing is remembered between rounds but what is stored, so a round may come at any time, for any
 * reason, and be cut short anywhere: the alarm that it sets first starts the next one even then. Calendars are read before anybody is
 * asked, so that an answer given elsewhere is known (E35).
 */
export const tick = async (deps: Deps, why: Why): Promise<void> => {
  // The alarms that woke us are used up. This one is set right only when all is done, so no kill in between leaves us asleep.
  await setAlarm(deps, 'push', deps.clock.now() + RESCUE)
  // What cannot be kept stays a draft: no reason not to ask. That it could not is told when the round is over.
  const [typed] = await Promise.allSettled([keepTyped(deps)])
  await round(deps, why)
  if (typed.status === 'rejected') throw typed.reason
}

const round = async (deps: Deps, why: Why): Promise<void> => {
  if (why !== 'pull') await pullIfDue(deps)
  await expire(deps)
  await takeForsaken(deps)
  await takeBegun(deps)
  const { wakeAt } = await ask(deps)
  await setAlarm(deps, 'ask', wakeAt)
  await setAlarm(deps, 'pull', await nextPull(deps))
  const neededBefore = await needsCoach(deps)
  const written = await push(deps)
  // A write was the first to hear that a sign-in is needed: the badge says so at once (E43).
  if ((await needsCoach(deps)) !== neededBefore) await ask(deps)
  // A time may have been found taken just before it was written: what it was for waits again (E49).
  const { nextAt: expiresAt, ended } = await expire(deps)
  const { nextAt } = ended > 0 ? await push(deps) : written
  await setAlarm(deps, 'push', earliest(nextAt, expiresAt))
}
