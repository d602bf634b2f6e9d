import { badRequest } from './refusal.ts'
import type { WireTime } from './wire.ts'

const OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/i
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i
const DAY = /^\d{4}-\d{2}-\d{2}$/

const attempt = <T>(read: () => T, message: string, location: string): T => {
  try {
    return read()
  } catch {
    return badRequest(message, location)
  }
}

/** Epoch ms of a query parameter; 400 unless RFC 3339 with an offset (API A). */
export const paramInstant = (text: string, name: string): number => {
  if (!RFC3339.test(text)) return badRequest('Bad Request', name)
  return attempt(() => Temporal.Instant.from(text).epochMilliseconds, 'Bad Request', name)
}

/** Whether the time is a day. */
export const isAllDay = (time: WireTime): boolean => time.date !== undefined

/** Epoch ms of a stored time; a day begins at midnight in `zone`, the calendar's. */
export const instantOf = (time: WireTime, zone: string): number =>
  time.date === undefined
    ? Temporal.Instant.from(time.dateTime ?? '').epochMilliseconds
    : Temporal.PlainDate.from(time.date).toZonedDateTime(zone).epochMilliseconds

/** The zone in which a timed event recurs. */
export const zoneOf = (time: WireTime, calendarZone: string): string => time.timeZone ?? calendarZone

/** RFC 3339 with the offset of `zone`, without fractions, as Google prints times. */
export const formatIn = (ms: number, zone: string): string => {
  const text = Temporal.Instant.fromEpochMilliseconds(ms).toString({ timeZone: zone, smallestUnit: 'second' })
  return zone === 'UTC' ? text.replace('+00:00', 'Z') : text
}

/** RFC 3339 in UTC with milliseconds, as `created` and `updated` are printed. */
export const formatUtc = (ms: number): string =>
  Temporal.Instant.fromEpochMilliseconds(ms).toString({ smallestUnit: 'millisecond' })

/** A stored time as sent: printed in `zone`, naming the event's own zone. */
export const sentTime = (time: WireTime, zone: string, calendarZone: string): WireTime =>
  time.date === undefined
    ? { dateTime: formatIn(instantOf(time, zone), zone), timeZone: zoneOf(time, calendarZone) }
    : { date: time.date }

/** Checks and normalises a stated time: UTC instant + zone, or a day. 400 "Invalid start time." for anything else. */
export const storedTime = (time: WireTime, which: 'start' | 'end', calendarZone: string): WireTime => {
  const message = `Invalid ${which} time.`
  if ((time.date === undefined) === (time.dateTime === undefined)) return badRequest(message, which)
  if (time.timeZone !== undefined) {
    attempt(
      () => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(time.timeZone ?? ''),
      message,
      which,
    )
  }
  if (time.date !== undefined) {
    if (!DAY.test(time.date)) return badRequest(message, which)
    return { date: attempt(() => Temporal.PlainDate.from(time.date ?? '').toString(), message, which) }
  }
  const text = time.dateTime ?? ''
  if (!OFFSET.test(text) && time.timeZone === undefined) {
    return badRequest(`Missing time zone definition for ${which} time.`, which)
  }
  const instant = attempt(
    () =>
      OFFSET.test(text)
        ? Temporal.Instant.from(text)
        : Temporal.PlainDateTime.from(text)
            .toZonedDateTime(time.timeZone ?? calendarZone)
            .toInstant(),
    message,
    which,
  )
  return {
    dateTime: instant.toString(),
    ...(time.timeZone === undefined ? {} : { timeZone: time.timeZone }),
  }
}

/** The end of an instance's id: `YYYYMMDDTHHMMSSZ`, or the day of an all-day one. */
export const stampOf = (time: WireTime): string => {
  if (time.date !== undefined) return time.date.replaceAll('-', '')
  const text = Temporal.Instant.from(time.dateTime ?? '').toString({ smallestUnit: 'second' })
  return text.replaceAll('-', '').replaceAll(':', '')
}
