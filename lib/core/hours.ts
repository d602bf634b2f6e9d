import type { WorkingHours } from './settings.ts'
import { HOUR, type Interval, MINUTE, zoned } from './time.ts'

/** Working hours, and what they stand on, so that they can be shown as a guess (PRODUCT 6: "shown editable at the first offer"). */
export type InferredHours = { readonly hours: WorkingHours; readonly from: 'sessions' | 'default' }

const HALF_HOUR = 30 * MINUTE
const OFFICE = [{ start: '09:00', end: '17:00' }] as const

/** Monday to Friday, nine to five: the guess where there is nothing to go by. */
export const defaultHours: WorkingHours = { 1: OFFICE, 2: OFFICE, 3: OFFICE, 4: OFFICE, 5: OFFICE }

/**
 * Working hours inferred from past sessions (epoch ms), as wall-clock times in an IANA zone: a weekday on which at least two sessions
 * took place (one may have been an exception) works from its earliest start to its latest end, widened to half hours. With no such
 * weekday, the default. A session that runs into the next day belongs to its start and ends its day at 23:59 (E26).
 */
export const inferHours = (sessions: readonly Interval[], zone: string): InferredHours => {
  const byWeekday = new Map<number, { from: number; to: number; sessions: number }>()
  for (const { start, end } of sessions) {
    if (!(end > start)) continue
    const begins = zoned(start, zone)
    const from = sinceMidnight(begins)
    const ends = zoned(end, zone)
    const to = ends.toPlainDate().equals(begins.toPlainDate()) ? sinceMidnight(ends) : 24 * HOUR
    const known = byWeekday.get(begins.dayOfWeek)
    byWeekday.set(begins.dayOfWeek, {
      from: Math.min(from, known?.from ?? from),
      to: Math.max(to, known?.to ?? to),
      sessions: (known?.sessions ?? 0) + 1,
    })
  }
  const days = [...byWeekday].filter(([, day]) => day.sessions >= 2).sort(([a], [b]) => a - b)
  if (days.length === 0) return { hours: defaultHours, from: 'default' }
  const hours = Object.fromEntries(
    days.map(([weekday, { from, to }]) => [
      weekday,
      [
        {
          start: wall(Math.floor(from / HALF_HOUR) * HALF_HOUR),
          end: wall(Math.ceil(to / HALF_HOUR) * HALF_HOUR),
        },
      ],
    ]),
  )
  return { hours, from: 'sessions' }
}

/** What the wall clock shows, as ms since midnight: a day of 23 or 25 hours must not move it. */
export const sinceMidnight = (time: Temporal.ZonedDateTime): number =>
  time.hour * HOUR + time.minute * MINUTE + time.second * 1_000 + time.millisecond

/** 'HH:MM' of so many ms since midnight; the last minute of the day at most, which is what a time field can hold. */
export const wall = (ms: number): string => {
  const minutes = Math.min(Math.floor(ms / MINUTE), 24 * 60 - 1)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
