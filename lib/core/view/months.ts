import type { MonthUsage } from '../program.ts'
import { monthOf } from '../time.ts'
import type { ProgramView } from './client.ts'

/** One month of a program with an allowance, as it is shown. */
export type MonthLine = MonthUsage & {
  readonly allowance: number
  /** What can still be used of the month that it is now; 0 of every other one: what is left of it has lapsed. */
  readonly left: number
  /** More was used than the allowance, without all of it being over: make-ups of earlier months are among it (E23). */
  readonly madeUp: boolean
}

/** Used and left by month, the newest first, the present one always among them while the program runs; none without an allowance. */
export const monthLines = ({ program, usage }: ProgramView, now: number): readonly MonthLine[] => {
  const { perMonth, from, zone } = program
  if (perMonth === null) return []
  const present = monthOf(now, zone)
  const isRunning = from.slice(0, 7) <= present && !usage.expired
  const known = usage.byMonth.toReversed()
  const later = known.filter(({ month }) => month > present)
  const others = known.filter(({ month }) => month < present)
  const today = known.find(({ month }) => month === present)
  const current = today ?? (isRunning ? { month: present, used: 0, over: 0 } : null)
  return [...later, ...(current === null ? [] : [current]), ...others].map((each) => ({
    ...each,
    allowance: perMonth,
    left: each.month === present && isRunning ? Math.min(usage.left, Math.max(0, perMonth - each.used)) : 0,
    madeUp: each.used > perMonth + each.over,
  }))
}

/** How many are over in the month that it is now. */
export const overNow = (view: ProgramView, now: number): number =>
  monthLines(view, now).find(({ month }) => month === monthOf(now, view.program.zone))?.over ?? 0
