import { wall } from './hours.ts'
import type { WorkingHours } from './settings.ts'
import { HOUR, MINUTE } from './time.ts'

/** ISO weekday. */
export type Day = 1 | 2 | 3 | 4 | 5 | 6 | 7
type Stretch = { readonly start: string; readonly end: string }

/** What a day starts with when the coach begins to work on it. */
const WHOLE_DAY: Stretch = { start: '09:00', end: '17:00' }
const NOON = 12 * HOUR
const BREAK = HOUR

const msOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * HOUR + minutes * MINUTE
}

const inOrder = (stretches: readonly Stretch[]): readonly Stretch[] =>
  stretches.toSorted((a, b) => a.start.localeCompare(b.start))

/** The hours with a day worked as a whole, or off. */
export const withDay = (hours: WorkingHours, day: Day, works: boolean): WorkingHours => ({
  ...hours,
  [day]: works ? [WHOLE_DAY] : [],
})

/** The hours with one stretch of a day changed; stretches stay in order. */
export const withStretch = (
  hours: WorkingHours,
  day: Day,
  index: number,
  stretch: Stretch,
): WorkingHours => ({
  ...hours,
  [day]: inOrder((hours[day] ?? []).map((each, at) => (at === index ? stretch : each))),
})

/** The hours without one stretch of a day. */
export const withoutStretch = (hours: WorkingHours, day: Day, index: number): WorkingHours => ({
  ...hours,
  [day]: (hours[day] ?? []).filter((_, at) => at !== index),
})

/**
 * The hours with an hour's break in the longest stretch of a day: at noon where that leaves an hour on both sides, else in its middle.
 * Null where no stretch is long enough, three hours.
 */
export const withBreak = (hours: WorkingHours, day: Day): WorkingHours | null => {
  const stretches = hours[day] ?? []
  const lengthOf = ({ start, end }: Stretch): number => msOf(end) - msOf(start)
  const longest = stretches.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0]
  if (longest === undefined || lengthOf(longest) < 3 * HOUR) return null
  const [from, to] = [msOf(longest.start), msOf(longest.end)]
  const fits = from + HOUR <= NOON && NOON + BREAK + HOUR <= to
  const middle = Math.floor((from + to - BREAK) / 2 / (30 * MINUTE)) * 30 * MINUTE
  const at = fits ? NOON : middle
  const halves = [
    { start: longest.start, end: wall(at) },
    { start: wall(at + BREAK), end: longest.end },
  ]
  return { ...hours, [day]: inOrder([...stretches.filter((each) => each !== longest), ...halves]) }
}
