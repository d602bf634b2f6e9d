import type { Session } from '../../../lib/core/session.ts'
import type { Browser } from '../browser.ts'
import type { Truth } from '../clouds/cloud.ts'
import { HOUR, MINUTE } from '../steps/step.ts'
import type { World } from '../world.ts'

/** PRODUCT 4, as every run leaves it set: five minutes after the end, the round-up at six, nothing within ten minutes of the next event. */
const GRACE = 5 * MINUTE
const ROUND_UP = '18:00'
const BEFORE_NEXT = 10 * MINUTE

/** The first round-up from an instant on, where the coach is. */
const roundUpAfter = (at: number, zone: string): number => {
  const from = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const today = from.withPlainTime(ROUND_UP)
  return (today.epochMilliseconds >= at ? today : from.add({ days: 1 }).withPlainTime(ROUND_UP))
    .epochMilliseconds
}

/** When the coach is next to be asked, epoch ms: once; again when a snooze is over; then in the round-up of every day. */
const dueAt = ({ end, askedAt, notBefore }: Session, zone: string): number => {
  const ready = end + GRACE
  if (notBefore !== null && notBefore > (askedAt ?? Number.NEGATIVE_INFINITY))
    return Math.max(ready, notBefore)
  return askedAt === null ? ready : roundUpAfter(Math.max(ready, askedAt + HOUR), zone)
}

/** True when the coach was, or may have been, busy at some instant between these. */
const mayBeBusy = (stretches: readonly Pick<Session, 'start' | 'end'>[], from: number, to: number): boolean =>
  stretches.some(({ start, end }) => start - BEFORE_NEXT <= to && end + GRACE > from)

/** What was noted as asked about was put before the coach: unless the background was killed before the window came. */
const wasShown = ({ device }: Browser, key: string, askedAt: number): boolean =>
  device.cutShort.has(askedAt) || device.shown.some(({ at, keys }) => at === askedAt && keys.includes(key))

/**
 * Whoever looks at a machine that is on and not locked has been asked about all that is over and has no answer yet, and the badge counts
 * it (PRODUCT 4). Where the coach was busy all along, the question still waits.
 */
export const checkOwed = (world: World, browser: Browser, truths: readonly Truth[]): void => {
  const { report, schedule, book, trace } = world
  const { name, disk, device } = browser
  const now = device.clock()
  const woke = now - (schedule.now() - device.wokeAt)
  const sessions = disk.rows('sessions')
  const waiting = sessions.filter(({ open }) => open === 1)
  const isHeld = mayBeBusy([...truths, ...waiting.filter(({ end }) => end + GRACE > woke)], woke, now)
  for (const session of waiting) {
    const { key, askedAt, notBefore } = session
    const due = dueAt(session, device.zone)
    if (due <= woke && !isHeld)
      report('asked', `${name} has not asked about ${key} since ${new Date(due).toISOString()}`)
    if (due <= woke && isHeld) trace.count('state question held')
    if (askedAt !== null) trace.count(`state question asked${notBefore === null ? '' : ', put off'}`)
    if (askedAt !== null && !book.renewed.has(name) && !wasShown(browser, key, askedAt))
      report('asked', `${name} noted that it asked about ${key}, and no window came`)
  }
  const count = (at: number): number =>
    waiting.filter(({ end, notBefore }) => end + GRACE <= at && (notBefore ?? at) <= at).length
  // An alarm may come half a minute late.
  if (device.badge === null || device.badge < count(now - MINUTE) || device.badge > count(now))
    report('badge', `${name} counts ${device.badge}, and ${count(now)} wait`)
}
