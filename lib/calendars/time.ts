import { isKnownZone } from '../core/time.ts'

const INSTANT = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d\d:\d\d)$/
const LOCAL = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?$/
const DATE = /^\d{4}-\d\d-\d\d$/

/** Some engines read 30 February as 2 March; a date that is not in the calendar is no date. */
const isRealDay = (text: string): boolean => {
  const day = Number(text.slice(8, 10))
  if (day <= 28) return day > 0
  return day <= new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate()
}

/** Epoch ms of an RFC 3339 time with its offset, or null when it is none. `Date.parse` after the check: thousands come at once. */
export const instantOf = (value: unknown): number | null => {
  if (typeof value !== 'string' || !INSTANT.test(value) || !isRealDay(value)) return null
  const ms = Date.parse(value)
  return Number.isNaN(ms) ? null : ms
}

/** Epoch ms of a time that may lack its offset: then it is a wall-clock time in `zone`. */
export const timeOf = (value: unknown, zone: string): number | null => {
  if (typeof value !== 'string' || !LOCAL.test(value)) return instantOf(value)
  try {
    return Temporal.PlainDateTime.from(value).toZonedDateTime(zone).epochMilliseconds
  } catch {
    return null
  }
}

/** An all-day date as it is, or null when it is none. */
export const dateOf = (value: unknown): string | null =>
  typeof value === 'string' && DATE.test(value) && isRealDay(value) && Number(value.slice(5, 7)) <= 12
    ? value
    : null

/** Epoch ms as calendar services take it. */
export const toWireTime = (ms: number): string => new Date(ms).toISOString()

/** More zones than the world has; beyond it somebody is making names up. */
const MOST_ZONES = 1000

/** `zone` when this runtime knows it, else `fallback`; remembers, because asking the runtime costs more than all the rest of an event. */
export const createZoneReader = (): ((zone: unknown, fallback: string) => string) => {
  const known = new Map<string, boolean>()
  return (zone, fallback) => {
    if (typeof zone !== 'string') return fallback
    let isKnown = known.get(zone)
    if (isKnown === undefined) {
      isKnown = isKnownZone(zone)
      if (known.size < MOST_ZONES) known.set(zone, isKnown)
    }
    return isKnown ? zone : fallback
  }
}
