import type { Disk } from './disk.ts'
import { MINUTE } from './steps/step.ts'

/** PRODUCT 4: no question within so long before the next event, ms. */
const BEFORE_NEXT = 10 * MINUTE

/** What a browser could know just now from its own books: what a window is judged by. */
export type Known = {
  /** When a session ends, epoch ms. */
  endOf(sessionKey: string): number
  /**
   * What the coach is busy with at an instant, or will be in a moment: the title of an event, or null. Our own holds keep nobody busy, nor does
   * what the coach declined, or took off their own calendar where somebody else's still has it.
   */
  busyWith(at: number): string | null
}

/** Reads what is stored on a disk whenever it is asked. */
export const createKnown = ({ rows }: Disk): Known => ({
  endOf: (sessionKey) => rows('sessions').find(({ key }) => key === sessionKey)?.end ?? Number.NaN,
  busyWith: (at) => {
    const chosen = new Set(rows('calendars').flatMap(({ key, chosen }) => (chosen ? [key] : [])))
    const own = new Set(rows('accounts').map(({ email }) => email))
    const running = rows('events').find(
      ({ startMs, endMs, status, busy, allDay, marks, calendarKey, attendees }) =>
        startMs - BEFORE_NEXT <= at &&
        at < endMs &&
        status !== 'cancelled' &&
        busy &&
        !allDay &&
        marks['aw1.h'] === undefined &&
        !attendees.some(({ email, response }) => own.has(email ?? '') && response === 'declined') &&
        chosen.has(calendarKey),
    )
    return running?.title ?? null
  },
})
