import type { Frequency, Rule } from '../rule.ts'
import { ruleDays } from '../rule-days.ts'
import { badRequest } from './refusal.ts'
import type { Shared } from './state.ts'
import type { WirePattern, WireRecurrence } from './wire.ts'

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const NTH = { first: 1, second: 2, third: 3, fourth: 4, last: -1 } as const

const FREQUENCY: Readonly<Record<WirePattern['type'], Frequency>> = {
  daily: 'DAILY',
  weekly: 'WEEKLY',
  absoluteMonthly: 'MONTHLY',
  relativeMonthly: 'MONTHLY',
  absoluteYearly: 'YEARLY',
  relativeYearly: 'YEARLY',
}

const invalid = (what: string): never =>
  badRequest(`The recurrence pattern is not valid: ${what}.`, 'ErrorPropertyValidationFailure')

const weekday = (name: string): number => {
  const index = WEEKDAYS.indexOf(name.toLowerCase())
  return index < 0 ? invalid(name) : index + 1
}

/** A pattern as a rule: relative ones name a weekday of the month, absolute ones its day. */
const ruleOf = (pattern: WirePattern): Rule => {
  const {
    type,
    interval,
    daysOfWeek = [],
    dayOfMonth,
    month,
    firstDayOfWeek = 'sunday',
    index = 'first',
  } = pattern
  if (!Number.isInteger(interval) || interval < 1) return invalid('interval')
  const named = daysOfWeek.map(weekday)
  const isRelative = type.startsWith('relative')
  if ((type === 'weekly' || isRelative) && named.length === 0) return invalid('daysOfWeek')
  if (type.startsWith('absolute') && !dayOfMonth) return invalid('dayOfMonth')
  if (type.endsWith('Yearly') && !month) return invalid('month')
  const single = named.length === 1
  return {
    frequency: FREQUENCY[type] ?? invalid('type'),
    interval,
    count: null,
    until: null,
    byDay: named.map((day) => ({ weekday: day, nth: isRelative && single ? NTH[index] : null })),
    byMonthDay: type.startsWith('absolute') && dayOfMonth ? [dayOfMonth] : [],
    byMonth: type.endsWith('Yearly') && month ? [month] : [],
    bySetPos: isRelative && !single ? [NTH[index]] : [],
    weekStart: weekday(firstDayOfWeek),
  }
}

/** 400 unless the recurrence is one Graph would hold. */
export const checkRecurrence = ({ pattern, range }: WireRecurrence): void => {
  ruleOf(pattern)
  const isDay = (text: string | undefined): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '')
  if (!isDay(range.startDate)) invalid('range.startDate')
  if (range.type === 'endDate' && !isDay(range.endDate)) invalid('range.endDate')
  if (range.type === 'numbered' && !((range.numberOfOccurrences ?? 0) > 0))
    invalid('range.numberOfOccurrences')
}

/** One original place in a series, before any exception moves or cancels it. */
export type Slot = { readonly date: string; readonly start: number; readonly end: number }

/** The places of a series in order of time, lazily: an endless one goes on for a century. */
export function* slotsOf({ start, end, isAllDay, recurrence }: Shared): Generator<Slot> {
  if (recurrence === null) return
  const zone = isAllDay ? 'UTC' : start.zone
  const first = Temporal.Instant.fromEpochMilliseconds(start.ms).toZonedDateTimeISO(zone)
  const { range } = recurrence
  const length = end.ms - start.ms
  let count = 0
  for (const day of ruleDays(ruleOf(recurrence.pattern), first.toPlainDate())) {
    if (range.type === 'numbered' && count >= (range.numberOfOccurrences ?? 0)) return
    if (range.type === 'endDate' && day.toString() > (range.endDate ?? '')) return
    count += 1
    const ms = day.toZonedDateTime({ timeZone: zone, plainTime: first.toPlainTime() }).epochMilliseconds
    yield { date: day.toString(), start: ms, end: ms + length }
  }
}

/** The place a date names in a series, or null. */
export const slotAt = (series: Shared, date: string): Slot | null => {
  for (const slot of slotsOf(series)) {
    if (slot.date === date) return slot
    if (slot.date > date) return null
  }
  return null
}
