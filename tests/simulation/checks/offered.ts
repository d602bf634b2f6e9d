import type { Way } from '../../../lib/core/proposal.ts'
import type { Interval } from '../../../lib/core/time.ts'
import type { Browser } from '../browser.ts'
import type { Cloud, Truth } from '../clouds/cloud.ts'
import type { Onlooker } from '../network.ts'
import type { Schedule } from '../schedule.ts'
import { MINUTE } from '../steps/step.ts'
import type { Trace } from '../trace.ts'
import type { Report } from './report.ts'

/** The coach pressed for these times to be offered. */
export type Press = {
  readonly browser: string
  readonly way: Way
  readonly slots: readonly Interval[]
  /** Epoch ms in truth, and what the browser's clock added to that. */
  readonly at: number
  readonly clockMs: number
}

/** Somebody put an event into a time that was offered, at an instant in truth. */
export type Taken = Interval & { readonly calendarId: string; readonly id: string; readonly at: number }

type Watched = {
  readonly cloud: Cloud
  readonly schedule: Schedule
  readonly browsers: readonly Browser[]
  readonly presses: readonly Press[]
  readonly taken: readonly Taken[]
  readonly report: Report
  readonly trace: Trace
}

const HOLD = 'aw1.h'
/** PRODUCT 2: what others would see waits out the undo window. */
const UNDO = 3 * MINUTE
/** What was there for so long was there when it was last looked, which is just before writing (PRODUCT 6). */
const LOOKED = 2 * MINUTE

const overlap = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end

/**
 * Looks at every offered time as it comes onto the calendar: an invitation not before the undo window is over, and none in a time that
 * somebody else has taken meanwhile (E49).
 */
export const createOfferWatch = (watched: Watched): Onlooker => {
  const { cloud, schedule, browsers, presses, taken, report, trace } = watched
  /** When a request of each browser last met with trouble. */
  const troubled = new Map<string, number>()

  const judgeUndo = (browser: Browser, { id, start, guests }: Truth): void => {
    const now = schedule.now()
    const clockMs = browser.device.clock() - now
    const meant = presses.filter(
      (press) =>
        press.way === 'invite' &&
        press.browser === browser.name &&
        press.slots.some((slot) => slot.start === start),
    )
    if (browser.device.hurried.has(start)) return
    if (guests.length === 0 || meant.length === 0 || meant.some((press) => press.clockMs !== clockMs)) return
    trace.count('state invitation waited for')
    if (meant.every(({ at }) => now - at < UNDO))
      report('undo-window', `${browser.name} sent the invitation ${id} before it could be taken back`)
  }

  const isKnown = ({ disk }: Browser, calendarId: string): boolean =>
    disk.rows('accounts').every(({ state }) => state === 'ok') &&
    disk.rows('calendars').some(({ id, chosen }) => id === calendarId && chosen)

  const judgeTime = (browser: Browser, offered: Truth): void => {
    const before = schedule.now() - LOOKED
    const others = taken.filter((each) => overlap(each, offered))
    for (const { calendarId, id, start, at } of others) {
      const event = cloud.event(calendarId, id)
      const isThere = event?.living === true && event.start === start && at < before
      if (!isThere || !isKnown(browser, calendarId) || (troubled.get(browser.name) ?? 0) > before) continue
      report('time-taken', `${browser.name} put ${offered.id} into a time that ${id} had taken`)
    }
  }

  return (who, request, body) => {
    const look = cloud.written(request, body) ?? (() => null)
    const before = look()
    return (fault, status) => {
      if (fault !== null || status === null || status >= 400) troubled.set(who, schedule.now())
      const after = look()
      const browser = browsers.find(({ name }) => name === who)
      if (browser === undefined || before !== null || after?.marks[HOLD] === undefined) return
      judgeUndo(browser, after)
      judgeTime(browser, after)
    }
  }
}
