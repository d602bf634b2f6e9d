import type { Rule, RuleDay } from './rule.ts'

type Days = Generator<Temporal.PlainDate>

const weekdayIn = (date: Temporal.PlainDate, days: readonly RuleDay[]): boolean =>
  days.some(({ weekday }) => weekday === date.dayOfWeek)

/** The days of a month that BYDAY and BYMONTHDAY name, in order; the day of the start where they name none. */
const daysOfMonth = (month: Temporal.PlainYearMonth, rule: Rule, startDay: number): Temporal.PlainDate[] => {
  const all = Array.from({ length: month.daysInMonth }, (_, index) => month.toPlainDate({ day: index + 1 }))
  const isNamed = (date: Temporal.PlainDate): boolean => {
    if (rule.byDay.length === 0 && rule.byMonthDay.length === 0) return date.day === startDay
    const fromEnd = date.day - month.daysInMonth - 1
    const byNumber =
      rule.byMonthDay.length === 0 || rule.byMonthDay.includes(date.day) || rule.byMonthDay.includes(fromEnd)
    const nth = Math.ceil(date.day / 7)
    const nthFromEnd = -Math.ceil(-fromEnd / 7)
    const byWeekday =
      rule.byDay.length === 0 ||
      rule.byDay.some(
        (day) =>
          day.weekday === date.dayOfWeek && (day.nth === null || day.nth === nth || day.nth === nthFromEnd),
      )
    return byNumber && byWeekday
  }
  const named = all.filter(isNamed)
  if (rule.bySetPos.length === 0) return named
  return named.filter(
    (_, index) => rule.bySetPos.includes(index + 1) || rule.bySetPos.includes(index - named.length),
  )
}

const inMonths = (rule: Rule, month: number): boolean =>
  rule.byMonth.length === 0 || rule.byMonth.includes(month)

const upTo = (date: Temporal.PlainDate, last: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(date, last) <= 0

function* daily(rule: Rule, start: Temporal.PlainDate, last: Temporal.PlainDate): Days {
  for (let date = start; upTo(date, last); date = date.add({ days: rule.interval })) {
    if ((rule.byDay.length === 0 || weekdayIn(date, rule.byDay)) && inMonths(rule, date.month)) yield date
  }
}

function* weekly(rule: Rule, start: Temporal.PlainDate, last: Temporal.PlainDate): Days {
  const days = rule.byDay.length > 0 ? rule.byDay : [{ weekday: start.dayOfWeek, nth: null }]
  const firstDay = start.subtract({ days: (start.dayOfWeek - rule.weekStart + 7) % 7 })
  for (let week = firstDay; upTo(week, last); week = week.add({ weeks: rule.interval })) {
    for (let day = 0; day < 7; day += 1) {
      const date = week.add({ days: day })
      if (weekdayIn(date, days) && inMonths(rule, date.month)) yield date
    }
  }
}

function* monthly(rule: Rule, start: Temporal.PlainDate, last: Temporal.PlainDate): Days {
  const yearly = rule.frequency === 'YEARLY'
  const every = yearly ? { years: rule.interval } : { months: rule.interval }
  const first = start.toPlainYearMonth()
  for (let period = first; upTo(period.toPlainDate({ day: 1 }), last); period = period.add(every)) {
    const named = [...rule.byMonth].sort((a, b) => a - b)
    const months = yearly && named.length > 0 ? named.map((month) => period.with({ month })) : [period]
    for (const month of months) if (inMonths(rule, month.month)) yield* daysOfMonth(month, rule, start.day)
  }
}

const MAKERS = { DAILY: daily, WEEKLY: weekly, MONTHLY: monthly, YEARLY: monthly } as const

/** A rule that names no day at all (30 February) would be searched for ever: stop a century on. */
const YEARS = 100

/**
 * The days a rule names from `start` on, in order, without regard to COUNT and UNTIL. The start itself comes first
 * whether the rule names it or not (RFC 5545 counts DTSTART as the first instance).
 */
export function* ruleDays(rule: Rule, start: Temporal.PlainDate): Days {
  yield start
  for (const date of MAKERS[rule.frequency](rule, start, start.add({ years: YEARS }))) {
    if (Temporal.PlainDate.compare(date, start) > 0) yield date
  }
}
