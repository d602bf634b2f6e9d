import { allocate, counted, isExcused } from '../program.ts'
import { monthOf } from '../time.ts'
import type { Ledger, ProgramView } from './client.ts'
import type { MonthLine } from './month-line.ts'

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

/**
 * The sessions that are too many for their month, by their line in the ledger, with that month: the latest of those that its allowance has to
 * hold (E41). `views`: all programs of one client; `entries`: all of theirs.
 */
export const tooManyIn = (
  views: readonly ProgramView[],
  { entries, makeups }: Ledger,
  now: number,
): ReadonlyMap<string, MonthLine> => {
  const found = new Map<string, MonthLine>()
  // Dates are dear to find, and months are seldom gone over.
  if (views.every(({ usage }) => usage.byMonth.every(({ over }) => over === 0))) return found
  const programs = views.map(({ program }) => program)
  const lists = allocate(programs, counted(entries))
  for (const view of views) {
    const { id, zone } = view.program
    const used = Map.groupBy(lists.get(id) ?? [], (entry) => monthOf(entry.sessionStart, zone))
    for (const line of monthLines(view, now).filter(({ over }) => over > 0)) {
      const held = (used.get(line.month) ?? []).filter((entry) => !isExcused(entry, zone, makeups))
      for (const entry of held.slice(line.allowance)) found.set(entry.id, line)
    }
  }
  return found
}
