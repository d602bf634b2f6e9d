export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
/** 24 elapsed hours (PRODUCT 2: whatever daylight saving does). For calendar days use Temporal. */
export const DAY = 24 * HOUR

/** A stretch of time in epoch ms, `end` not included. */
export type Interval = { readonly start: number; readonly end: number }

/** True when the two stretches share at least one instant. */
export const overlaps = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end

/** The wall-clock date and time of an instant in an IANA zone. Throws RangeError on an unknown zone. */
export const zoned = (ms: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)

/** The calendar date ('YYYY-MM-DD') of an instant in an IANA zone: a session belongs to the date of its start (E26). */
export const dateOf = (ms: number, zone: string): string => zoned(ms, zone).toPlainDate().toString()

/** The calendar month ('YYYY-MM') of an instant in an IANA zone (PRODUCT 8). */
export const monthOf = (ms: number, zone: string): string => dateOf(ms, zone).slice(0, 7)

/** The instant (epoch ms) at which a calendar day begins in a zone; days that skip midnight begin at their first instant. */
export const startOfDay = (ms: number, zone: string): number => zoned(ms, zone).startOfDay().epochMilliseconds

/** The instant (epoch ms) of the day of `ms` at which clocks in `zone` show `time` ('HH:MM'). */
export const todayAt = (ms: number, time: string, zone: string): number =>
  zoned(ms, zone).withPlainTime(time).epochMilliseconds

/** True for a day that exists, as 'YYYY-MM-DD': a pattern lets 31 February through. */
export const isDate = (text: string): boolean => {
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}

/** True when this runtime knows the IANA zone; text from a calendar may name any. */
export const isKnownZone = (zone: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}
