import type { Program, Usage } from '../program.ts'
import { daysBetween, inForce, pausesOf } from '../program-change.ts'
import { dateOf } from '../time.ts'

/**
 * How a program is getting on (PRODUCT 8). `paused`: nothing is expected until its last day; all else would only worry the coach · `later`:
 * it has not begun · `done`: used up or over.
 */
export type Pace =
  | { readonly state: 'paused'; readonly until: string }
  | { readonly state: 'nothing-booked' | 'behind' | 'on-track' | 'later' | 'done' }

/** Days of a program from one date to another on which sessions could take place. */
const activeDays = (program: Program, from: string, to: string): number =>
  pausesOf(program).reduce(
    (days, pause) => {
      const begin = pause.from > from ? pause.from : from
      const end = pause.to < to ? pause.to : to
      return days - daysBetween(begin, end)
    },
    daysBetween(from, to),
  )

/** How many sessions would be used by now if they were spread evenly over the days that are not paused. */
const expected = (agreed: Program, today: string): number => {
  const { sessions, from, to } = inForce(agreed)
  // What lapses each month cannot be caught up with, and without an end there is time.
  if (to === null || agreed.perMonth !== null) return 0
  const whole = activeDays(agreed, from, to)
  return whole === 0 ? 0 : (sessions * activeDays(agreed, from, today)) / whole
}

/**
 * Behind: a whole session or more short of an even spread, with fewer booked than are left. `booked`: the client's sessions to come;
 * `now` in epoch ms, its day in the program's zone.
 */
export const paceOf = (program: Program, usage: Usage, booked: number, now: number): Pace => {
  const today = dateOf(now, program.zone)
  if (usage.expired || usage.left === 0) return { state: 'done' }
  const pause = pausesOf(program).find(({ from, to }) => from <= today && today <= to)
  if (pause) return { state: 'paused', until: pause.to }
  if (program.from > today) return { state: 'later' }
  if (booked === 0) return { state: 'nothing-booked' }
  const isShort = expected(program, today) - usage.used >= 1
  return { state: isShort && booked < usage.left ? 'behind' : 'on-track' }
}
