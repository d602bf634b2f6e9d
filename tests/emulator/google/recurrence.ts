import type { Frequency, Rule, RuleDay } from '../rule.ts'
import { badRequest } from './refusal.ts'

/** The lines of `recurrence`: one rule at most; days and times taken out or added, as texts of RFC 5545. */
export type Recurrence = {
  readonly rule: Rule | null
  readonly without: readonly RecurrenceDate[]
  readonly also: readonly RecurrenceDate[]
}
export type RecurrenceDate = { readonly text: string; readonly zone: string | null }

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const KNOWN = new Set([
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'BYDAY',
  'BYMONTHDAY',
  'BYMONTH',
  'BYSETPOS',
  'WKST',
])

const invalid = (): never => badRequest('Invalid recurrence rule.', 'recurrence')

const whole = (text: string | undefined, fallback: number): number => {
  if (text === undefined) return fallback
  return /^\d+$/.test(text) && Number(text) > 0 ? Number(text) : invalid()
}

const numbers = (text: string | undefined): readonly number[] =>
  (text ?? '')
    .split(',')
    .filter((part) => part !== '')
    .map((part) => (/^[+-]?\d+$/.test(part) ? Number(part) : invalid()))

const ruleDay = (text: string): RuleDay => {
  const [, nth, name] = /^([+-]?\d+)?([A-Z]{2})$/.exec(text) ?? []
  const weekday = WEEKDAYS.indexOf(name ?? '') + 1
  if (weekday === 0) return invalid()
  return { weekday, nth: nth === undefined ? null : Number(nth) }
}

/** `20251124T150000Z` as an instant, `20251124` as a day. */
const untilOf = (text: string | undefined): Rule['until'] => {
  if (text === undefined) return null
  try {
    if (/^\d{8}$/.test(text)) return { date: Temporal.PlainDate.from(text).toString() }
    return { ms: Temporal.Instant.from(text).epochMilliseconds }
  } catch {
    return invalid()
  }
}

const parseRule = (text: string): Rule => {
  const parts: Record<string, string> = {}
  for (const part of text.split(';').filter((one) => one !== '')) {
    const [name = '', value = ''] = part.split('=')
    if (!KNOWN.has(name) || value === '' || name in parts) return invalid()
    parts[name] = value
  }
  const frequency = parts.FREQ as Frequency
  if (!['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(frequency)) return invalid()
  if (parts.COUNT !== undefined && parts.UNTIL !== undefined) return invalid()
  return {
    frequency,
    interval: whole(parts.INTERVAL, 1),
    count: parts.COUNT === undefined ? null : whole(parts.COUNT, 1),
    until: untilOf(parts.UNTIL),
    byDay: (parts.BYDAY ?? '')
      .split(',')
      .filter((day) => day !== '')
      .map(ruleDay),
    byMonthDay: numbers(parts.BYMONTHDAY),
    byMonth: numbers(parts.BYMONTH),
    bySetPos: numbers(parts.BYSETPOS),
    weekStart: parts.WKST === undefined ? 1 : ruleDay(parts.WKST).weekday,
  }
}

const dates = (parameters: string, values: string): readonly RecurrenceDate[] => {
  const zone = /(?:^|;)TZID=([^;]+)/.exec(parameters)?.[1] ?? null
  return values.split(',').map((text) => {
    if (!/^\d{8}(?:T\d{6}Z?)?$/.test(text)) return invalid()
    return { text, zone }
  })
}

/** Reads the `recurrence` lines of an event. 400 "Invalid recurrence rule." for what Google or this emulator cannot expand. */
export const parseRecurrence = (lines: readonly string[]): Recurrence => {
  const rules: Rule[] = []
  const without: RecurrenceDate[] = []
  const also: RecurrenceDate[] = []
  for (const line of lines) {
    const [, name, parameters = '', value = ''] = /^(RRULE|EXDATE|RDATE)((?:;[^:]*)?):(.+)$/.exec(line) ?? []
    if (name === 'RRULE') rules.push(parseRule(value))
    else if (name === 'EXDATE') without.push(...dates(parameters, value))
    else if (name === 'RDATE') also.push(...dates(parameters, value))
    else invalid()
  }
  if (rules.length > 1) invalid()
  return { rule: rules[0] ?? null, without, also }
}
