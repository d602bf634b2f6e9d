import { formatNumber, personLocale, t, wordsLocale } from '../lib/browser/i18n.ts'
import { DAY, HOUR, type Interval, MINUTE, wallClock, zoned } from '../lib/core/time.ts'
import { zoneWords } from '../lib/core/zone-words.ts'

/**
 * Times, dates and lengths as people write them, in the person's locale (UI, Look). Instants are epoch ms; `zone` is an IANA zone,
 * the coach's present one unless given (E22). An unknown zone throws RangeError.
 */
const here = (): string => Temporal.Now.timeZoneId()

type Written = Readonly<Intl.DateTimeFormatOptions>

const formats = new Map<Written, Map<string, Intl.DateTimeFormat>>()

/** Formatters are dear to make and lists are long: one of each way of writing is kept, by locale and zone. */
const dateFormat = (zone: string, written: Written): Intl.DateTimeFormat => {
  const locale = personLocale()
  const made = formats.get(written) ?? new Map<string, Intl.DateTimeFormat>()
  formats.set(written, made)
  const key = `${locale} ${zone}`
  const known = made.get(key) ?? new Intl.DateTimeFormat(locale, { ...written, timeZone: zone })
  made.set(key, known)
  return known
}

const TIME: Written = { timeStyle: 'short' }
const WEEKDAY: Written = { weekday: 'short' }
const DATE: Written = { day: 'numeric', month: 'short', year: 'numeric' }

/** A way of writing for this year, and the same with the year for any other. */
const eitherYear = (written: Written): { readonly same: Written; readonly other: Written } => ({
  same: written,
  other: { ...written, year: 'numeric' },
})

const SHORT = eitherYear({ weekday: 'short', day: 'numeric', month: 'short' })
const LONG = eitherYear({ weekday: 'long', day: 'numeric', month: 'long' })
const MONTH = eitherYear({ month: 'long' })

/** Makes what the first date, time and number wait for, which takes longer than a list of them: for while something else is awaited. */
export const warmFormats = (): void => {
  shortDate(0, 0)
  timeRange({ start: 0, end: HOUR })
  number(0)
}

/** "10:00" or "10:00 AM". */
export const timeOf = (ms: number, zone = here()): string => dateFormat(zone, TIME).format(ms)

/** The day of an instant by the wall clock, counted from the first of 1970. */
const dayOf = (wall: number): number => Math.floor(wall / DAY)

const isSameYear = (a: number, b: number, zone: string): boolean =>
  new Date(wallClock(a, zone)).getUTCFullYear() === new Date(wallClock(b, zone)).getUTCFullYear()

const ranges = new Map<string, string>()

/** The words of a range are dear to find, and the same for every session of these hours: they are kept. `from`, `to`: by the wall clock. */
const withinDay = (from: number, to: number): string => {
  const minuteOf = (ms: number) => Math.floor((ms - dayOf(ms) * DAY) / MINUTE)
  const key = `${personLocale()} ${minuteOf(from)} ${minuteOf(to)}`
  const known = ranges.get(key)
  if (known !== undefined) return known
  const words = dateFormat('UTC', TIME).formatRange(from, to)
  ranges.set(key, words)
  return words
}

/** "10:00–11:00"; where the end is on another day, "23:00 – Wed 01:00" (E26). */
export const timeRange = ({ start, end }: Interval, zone = here()): string => {
  const [from, to] = [wallClock(start, zone), wallClock(end, zone)]
  return dayOf(from) === dayOf(to)
    ? withinDay(from, to)
    : `${timeOf(start, zone)} – ${weekdayTime(end, zone)}`
}

/** "Tue". */
export const weekday = (ms: number, zone = here()): string => dateFormat(zone, WEEKDAY).format(ms)

/** "Tue 10:00". */
export const weekdayTime = (ms: number, zone = here()): string => `${weekday(ms, zone)} ${timeOf(ms, zone)}`

/** "Tue 10:00–11:00": a session of these days. */
export const weekdayRange = (interval: Interval, zone = here()): string =>
  `${weekday(interval.start, zone)} ${timeRange(interval, zone)}`

/** "Tue 24 Nov"; with the year where it is not that of `now`. */
export const shortDate = (ms: number, now: number, zone = here()): string =>
  dateFormat(zone, isSameYear(ms, now, zone) ? SHORT.same : SHORT.other).format(ms)

/** "Tuesday 24 November", with the year where it is not that of `now`: the heading of a day. */
export const longDate = (ms: number, now: number, zone = here()): string =>
  dateFormat(zone, isSameYear(ms, now, zone) ? LONG.same : LONG.other).format(ms)

/** "Today", "Yesterday", "Tomorrow", else as `longDate`. */
export const dayHeading = (ms: number, now: number, zone = here()): string => {
  const days = zoned(now, zone).toPlainDate().until(zoned(ms, zone).toPlainDate()).days
  if (Math.abs(days) > 1) return longDate(ms, now, zone)
  const locale = wordsLocale()
  const word = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
  return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1)
}

/** "24 Nov 2026" of a calendar date 'YYYY-MM-DD', which belongs to no zone. */
export const plainDate = (date: string): string =>
  dateFormat('UTC', DATE).format(Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds)

/** "September", or "September 2025" where the year is not that of `now`, or that is null: a month 'YYYY-MM' of a program. */
export const monthName = (month: string, now: number | null, zone = here()): string => {
  const first = Temporal.PlainYearMonth.from(month)
  const isThisYear = now !== null && first.year === zoned(now, zone).year
  const written = isThisYear ? MONTH.same : MONTH.other
  return dateFormat('UTC', written).format(
    first.toPlainDate({ day: 1 }).toZonedDateTime('UTC').epochMilliseconds,
  )
}

/** "4 min ago", "in 2 hr", "yesterday", "3 days ago": how far an instant is from `now`, rounded towards it. Under a minute: "just now", "now". */
export const relativeTime = (ms: number, now: number, zone = here()): string => {
  const locale = wordsLocale()
  const format = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' })
  const away = ms - now
  const size = Math.abs(away)
  if (size < MINUTE) return away < 0 ? t('common_justNow') : format.format(0, 'second')
  if (size < HOUR) return format.format(Math.trunc(away / MINUTE), 'minute')
  if (size < DAY) return format.format(Math.trunc(away / HOUR), 'hour')
  // In full: Spanish would shorten a day to a letter.
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
    zoned(now, zone).toPlainDate().until(zoned(ms, zone).toPlainDate()).days,
    'day',
  )
}

/** "50 min", "1 hr, 30 min", "2 days" of so many ms, to the minute; at least "0 min". */
export const duration = (ms: number): string => {
  const minutes = Math.max(0, Math.round(ms / MINUTE))
  const format = new Intl.DurationFormat(wordsLocale(), {
    style: 'short',
    minutesDisplay: minutes < 1 ? 'always' : 'auto',
  })
  return minutes >= 2 * 24 * 60
    ? format.format({ days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60) })
    : format.format({ hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

const zoneNames = new Map<string, string>()

/** "Central European Time, Madrid": what an IANA zone is called, in the language of the words around it. `at`, epoch ms: its name of that year. */
export const zoneName = (zone: string, at: number): string => {
  const locale = wordsLocale()
  const key = `${locale} ${zone} ${new Date(at).getUTCFullYear()}`
  const known = zoneNames.get(key) ?? zoneWords(zone, locale, at)
  zoneNames.set(key, known)
  return known
}

/** "1,234" or "1.234". */
export const number = formatNumber
