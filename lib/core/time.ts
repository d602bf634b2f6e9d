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

/** From `from` on and before `to` (epoch ms), the clocks of a zone are so many ms ahead of UTC. */
type Stretch = { readonly from: number; readonly to: number; readonly ahead: number }

const stretches = new Map<string, Stretch[]>()

/** How a zone's clocks stand, until they are next changed: long lists ask for thousands of dates, and only a few changes lie between them. */
const stretchAt = (ms: number, zone: string): Stretch => {
  const known = stretches.get(zone) ?? []
  const found = known.find(({ from, to }) => from <= ms && ms < to)
  if (found !== undefined) return found
  const at = zoned(ms, zone)
  // A change at this very instant is the one that it comes after.
  const before = at.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  const stretch = {
    from: before?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    to: at.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    ahead: at.offsetNanoseconds / 1_000_000,
  }
  stretches.set(zone, [...known, stretch])
  return stretch
}

/** What clocks in an IANA zone show at an instant, as the epoch ms at which those in UTC show it. Throws RangeError on an unknown zone. */
export const wallClock = (ms: number, zone: string): number => ms + stretchAt(ms, zone).ahead

const dates = new Map<number, string>()

/** The calendar date ('YYYY-MM-DD') of an instant in an IANA zone: a session belongs to the date of its start (E26). */
export const dateOf = (ms: number, zone: string): string => {
  const days = Math.floor(wallClock(ms, zone) / DAY)
  const date = dates.get(days) ?? new Temporal.PlainDate(1970, 1, 1).add({ days }).toString()
  dates.set(days, date)
  return date
}

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
