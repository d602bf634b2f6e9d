import type { MonthUsage } from '../program.ts'

/** One month of a program with an allowance, as it is shown. */
export type MonthLine = MonthUsage & {
  readonly allowance: number
  /** What can still be used of the month that it is now; 0 of every other one: what is left of it has lapsed. */
  readonly left: number
  /** More was used than the allowance, without all of it being over: make-ups of earlier months are among it (E23). */
  readonly madeUp: boolean
}
