import { type CalendarEvent, isTimed } from '../core/event.ts'
import type { Interval } from '../core/time.ts'

/** What an event takes of the day: an all-day one from midnight to midnight in `zone`. Null when it has no times. */
export const spanOf = (event: CalendarEvent, zone: string): Interval | null => {
  if (isTimed({ ...event, iCalUid: '' })) return { start: Number(event.start), end: Number(event.end) }
  if (typeof event.start !== 'string' || typeof event.end !== 'string') return null
  const at = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds
  return { start: at(event.start), end: at(event.end) }
}

/** A list in pieces of at most `size`, for a service that takes no more at a time. */
export const slicesOf = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )

/** A stretch in pieces of at most `longest` ms. */
export const stretchesOf = ({ start, end }: Interval, longest: number): readonly Interval[] =>
  Array.from({ length: Math.ceil((end - start) / longest) }, (_, index) => ({
    start: start + index * longest,
    end: Math.min(end, start + (index + 1) * longest),
  }))
