import type { CalendarEvent } from './event.ts'
import { type Interval, overlaps } from './time.ts'

/**
 * The stretches of `window` that stored events of a calendar keep busy: what is known when the calendar itself gives no answer. All-day
 * dates are days of `zone` (IANA). What is marked as free, cancelled, or only says where the coach works blocks nothing.
 */
export const busyOf = (
  events: readonly CalendarEvent[],
  window: Interval,
  zone: string,
): readonly Interval[] =>
  events.flatMap((event) => {
    if (!event.busy || event.status === 'cancelled' || event.type === 'workingLocation') return []
    if (event.start === null || event.end === null) return []
    const stretch = { start: instantOf(event.start, zone), end: instantOf(event.end, zone) }
    return overlaps(stretch, window) ? [stretch] : []
  })

const instantOf = (time: number | string, zone: string): number =>
  typeof time === 'number' ? time : Temporal.PlainDate.from(time).toZonedDateTime(zone).epochMilliseconds
