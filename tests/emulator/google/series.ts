import type { Rule } from '../rule.ts'
import { ruleDays } from '../rule-days.ts'
import { parseRecurrence, type Recurrence, type RecurrenceDate } from './recurrence.ts'
import { instantOf, isAllDay, stampOf, zoneOf } from './time.ts'
import type { WireTime } from './wire.ts'

/** What of an event its expansion depends on. */
export type SeriesTimes = {
  readonly start?: WireTime | undefined
  readonly end?: WireTime | undefined
  readonly recurrence?: readonly string[] | undefined
}

/** One original place in a series, before any exception moves or cancels it. */
export type Slot = {
  readonly stamp: string
  readonly start: WireTime
  readonly end: WireTime
  readonly startMs: number
  readonly endMs: number
}

type Expansion = { readonly slots: Slot[]; readonly rest: Iterator<Slot> }

const expansions = new WeakMap<SeriesTimes, Map<string, Expansion>>()

const dayTime = (date: Temporal.PlainDate): WireTime => ({ date: date.toString() })

/** A wall time that daylight saving skips is read an hour later, one that happens twice the first time ("compatible"). */
const timedAt = (date: Temporal.PlainDate, wall: Temporal.PlainTime, zone: string): WireTime => ({
  dateTime: date.toZonedDateTime({ timeZone: zone, plainTime: wall }).toInstant().toString(),
  timeZone: zone,
})

const recurrenceTime = ({ text, zone }: RecurrenceDate, fallbackZone: string): WireTime => {
  if (/^\d{8}$/.test(text)) return dayTime(Temporal.PlainDate.from(text))
  if (text.endsWith('Z')) return { dateTime: Temporal.Instant.from(text).toString(), timeZone: fallbackZone }
  const wall = Temporal.PlainDateTime.from(text)
  return timedAt(wall.toPlainDate(), wall.toPlainTime(), zone ?? fallbackZone)
}

const isOver = (rule: Rule, time: WireTime, ms: number, zone: string): boolean => {
  if (rule.until === null) return false
  if ('ms' in rule.until) return ms > rule.until.ms
  const day =
    time.date ??
    Temporal.Instant.from(time.dateTime ?? '')
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .toString()
  return day > rule.until.date
}

function* ruleTimes(recurrence: Recurrence, start: WireTime, zone: string): Generator<WireTime> {
  const { rule } = recurrence
  if (rule === null) {
    yield start
    return
  }
  const first = isAllDay(start)
    ? Temporal.PlainDate.from(start.date ?? '')
    : Temporal.Instant.from(start.dateTime ?? '').toZonedDateTimeISO(zone)
  const day = first instanceof Temporal.PlainDate ? first : first.toPlainDate()
  let count = 0
  for (const date of ruleDays(rule, day)) {
    const time =
      first instanceof Temporal.PlainDate ? dayTime(date) : timedAt(date, first.toPlainTime(), zone)
    if (isOver(rule, time, instantOf(time, zone), zone)) return
    if (rule.count !== null && count >= rule.count) return
    count += 1
    yield time
  }
}

/** The rule's times with RDATEs sorted in among them. */
function* withExtra(
  times: Iterable<WireTime>,
  extra: readonly WireTime[],
  zone: string,
): Generator<WireTime> {
  const waiting = extra.toSorted((a, b) => instantOf(a, zone) - instantOf(b, zone))
  for (const time of times) {
    while (waiting[0] && instantOf(waiting[0], zone) < instantOf(time, zone))
      yield waiting.shift() as WireTime
    yield time
  }
  yield* waiting
}

function* slots(times: SeriesTimes, calendarZone: string): Generator<Slot> {
  const { start, end, recurrence } = times
  if (!start || !end) return
  const zone = zoneOf(start, calendarZone)
  const lines = parseRecurrence(recurrence ?? [])
  const length = instantOf(end, 'UTC') - instantOf(start, 'UTC')
  const gone = new Set(lines.without.map((date) => stampOf(recurrenceTime(date, zone))))
  const extra = lines.also.map((date) => recurrenceTime(date, zone))
  for (const time of withExtra(ruleTimes(lines, start, zone), extra, zone)) {
    const stamp = stampOf(time)
    if (gone.has(stamp)) continue
    const startMs = instantOf(time, calendarZone)
    const until = isAllDay(time)
      ? dayTime(Temporal.PlainDate.from(time.date ?? '').add({ days: Math.round(length / 86_400_000) }))
      : { ...time, dateTime: Temporal.Instant.fromEpochMilliseconds(startMs + length).toString() }
    yield { stamp, start: time, end: until, startMs, endMs: instantOf(until, calendarZone) }
  }
}

const expansionOf = (times: SeriesTimes, calendarZone: string): Expansion => {
  const byZone = expansions.get(times) ?? new Map<string, Expansion>()
  expansions.set(times, byZone)
  const known = byZone.get(calendarZone) ?? { slots: [], rest: slots(times, calendarZone) }
  byZone.set(calendarZone, known)
  return known
}

/**
 * The first `limit` slots of a series in order of time, lazily: a long series costs only what is looked at, once
 * (stored fields are never changed in place, so an expansion stays true for its object).
 */
export function* slotsOf(times: SeriesTimes, calendarZone: string, limit: number): Generator<Slot> {
  const expansion = expansionOf(times, calendarZone)
  for (let index = 0; index < limit; index += 1) {
    if (index >= expansion.slots.length) {
      const next = expansion.rest.next()
      if (next.done) return
      expansion.slots.push(next.value)
    }
    yield expansion.slots[index] as Slot
  }
}
