import { badRequest } from './refusal.ts'
import type { Moment } from './state.ts'
import type { WireTime } from './wire.ts'
import { ianaZone } from './zones.ts'

/** A wall time, which may end in `Z` or an offset only in a query. */
const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/
const OFFSET = /(?:Z|[+-]\d{2}:\d{2})$/i

const attempt = <T>(read: () => T, message: string): T => {
  try {
    return read()
  } catch {
    return badRequest(message, 'ErrorInvalidParameter')
  }
}

const midnight = (ms: number): boolean => ms % 86_400_000 === 0

/** Reads a stated time. 400 for one with an offset, without a zone, or in a zone Graph does not know. */
export const momentOf = (time: WireTime, isAllDay: boolean, assumedZone: string | null): Moment => {
  const named = time.timeZone ?? assumedZone ?? badRequest('A valid TimeZone value must be specified.')
  const zone =
    ianaZone(named) ??
    badRequest(
      `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${named}'.`,
      'TimeZoneNotSupportedException',
    )
  if (!WALL.test(time.dateTime ?? ''))
    return badRequest(`The DateTime '${time.dateTime}' is not valid.`, 'ErrorInvalidParameter')
  const wall = attempt(
    () => Temporal.PlainDateTime.from(time.dateTime),
    `The DateTime '${time.dateTime}' is not valid.`,
  )
  const ms = wall.toZonedDateTime(isAllDay ? 'UTC' : zone).epochMilliseconds
  if (isAllDay && !midnight(ms))
    return badRequest(
      'The Event.Start property for an all-day event needs to be set to midnight.',
      'ErrorInvalidRequest',
    )
  return { ms, zone, named }
}

/** Epoch ms of `startDateTime` and `endDateTime`: ISO 8601, UTC where it names no offset. */
export const paramInstant = (text: string): number => {
  const message = `The value '${text}' is not a valid date and time.`
  return attempt(
    () => Temporal.Instant.from(OFFSET.test(text) ? text : `${text}Z`).epochMilliseconds,
    message,
  )
}

/** A wall time in a zone, with seven digits of a second as Graph prints it. */
export const wallTime = (ms: number, zone: string): string => {
  const text = Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ fractionalSecondDigits: 7 })
  return text
}

/** `2026-11-22T12:00:00.0000000Z`, as moments of the server are printed; and the shorter one of answers. */
export const formatUtc = (ms: number): string => `${wallTime(ms, 'UTC')}Z`
export const formatSecond = (ms: number): string => `${wallTime(ms, 'UTC').slice(0, 19)}Z`

/** The date of an instant in a zone. */
export const dateIn = (ms: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate().toString()

/** The span an event covers in time; the days of an all-day event are those of `zone`. */
export const spanOf = (
  times: { readonly start: Moment; readonly end: Moment; readonly isAllDay: boolean },
  zone: string,
): { readonly start: number; readonly end: number } => {
  const instant = ({ ms }: Moment): number =>
    times.isAllDay
      ? Temporal.Instant.fromEpochMilliseconds(ms)
          .toZonedDateTimeISO('UTC')
          .toPlainDateTime()
          .toZonedDateTime(zone).epochMilliseconds
      : ms
  return { start: instant(times.start), end: instant(times.end) }
}
