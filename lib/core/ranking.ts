import { sinceMidnight, wall } from './hours.ts'
import type { WorkingHours } from './settings.ts'
import { findSlots, type SlotRequest } from './slots.ts'
import { dateOf, HOUR, type Interval, MINUTE, monthOf, overlaps, zoned } from './time.ts'

/** Why a slot was picked, for the catalogue to put into words; in order of weight. */
export type SlotReason = 'same-month' | 'usual-time' | 'usual-day' | 'usual-hour' | 'soonest' | 'another-day'
export type RankedSlot = Interval & { readonly why: readonly SlotReason[] }

/** When a client usually meets: ISO weekday and wall-clock ms since midnight. */
export type UsualTime = { readonly weekday: number; readonly time: number; readonly sessions: number }

/** The hours of a client's day in which a session may be offered, wall-clock ms since midnight in their zone. */
const DAYTIME = { from: 7 * HOUR, to: 21 * HOUR }

/** Within this much of the usual hour is "the usual hour". */
const NEAR = 30 * MINUTE
/** How far the search goes beyond what is offered, so that there is something to rank. */
const POOL = 400

/**
 * The weekdays and hours at which a client met, commonest first (the later one first among equals); only what happened at least
 * twice is usual. `sessions` are starts in epoch ms, `zone` the coach's.
 */
export const usualTimes = (sessions: readonly number[], zone: string): readonly UsualTime[] => {
  const found = new Map<string, UsualTime & { last: number }>()
  for (const start of sessions) {
    const at = zoned(start, zone)
    const time = sinceMidnight(at)
    const key = `${at.dayOfWeek} ${time}`
    const known = found.get(key)
    found.set(key, {
      weekday: at.dayOfWeek,
      time,
      sessions: (known?.sessions ?? 0) + 1,
      last: Math.max(start, known?.last ?? start),
    })
  }
  return [...found.values()]
    .filter((usual) => usual.sessions >= 2)
    .sort((a, b) => b.sessions - a.sessions || b.last - a.last)
    .map(({ weekday, time, sessions: times }) => ({ weekday, time, sessions: times }))
}

/**
 * Free slots to rank: those of `findSlots`, and beside them the client's usual times exactly, which the first grid that fits may
 * step over. May overlap one another. Fails as `findSlots` does.
 */
export const candidateSlots = (request: SlotRequest, usual: readonly UsualTime[]): readonly Interval[] => {
  const pool = { ...request, count: POOL }
  const atUsual = findSlots({ ...pool, hours: usualHours(request, usual) })
  const known = new Set(atUsual.map(({ start }) => start))
  return [...atUsual, ...findSlots(pool).filter(({ start }) => !known.has(start))].sort(
    (a, b) => a.start - b.start,
  )
}

/**
 * The slots that lie in the client's waking hours, 07:00 to 21:00 on their own wall (PRODUCT 6: fair in the client's zone). When they
 * usually meet is fair whatever the hour: they chose it. `zone` is the coach's, in which `usual` is told.
 */
export const fairSlots = (
  slots: readonly Interval[],
  { zone, clientZone, usual }: { zone: string; clientZone: string; usual: readonly UsualTime[] },
): readonly Interval[] =>
  slots.filter(({ start, end }) => {
    const [from, to] = [zoned(start, clientZone), zoned(end, clientZone)]
    const isOneDay = from.toPlainDate().equals(to.toPlainDate())
    const isDaytime = isOneDay && sinceMidnight(from) >= DAYTIME.from && sinceMidnight(to) <= DAYTIME.to
    return isDaytime || usualReasons(start, zone, usual).includes('usual-time')
  })

/** The working hours cut down to the usual times, each just long enough for one session. */
const usualHours = (request: SlotRequest, usual: readonly UsualTime[]): WorkingHours => {
  const hours: Partial<Record<number, { start: string; end: string }[]>> = {}
  for (const { weekday, time } of usual) {
    const start = wall(time)
    const end = time + request.durationMs >= 24 * HOUR ? '24:00' : wall(time + request.durationMs)
    const works = (request.hours[weekday as keyof WorkingHours] ?? []).some(
      (stretch) => stretch.start <= start && end <= stretch.end,
    )
    if (works) hours[weekday] = [...(hours[weekday] ?? []), { start, end }]
  }
  return hours as WorkingHours
}

/**
 * Picks `count` of the candidates and says why each (PRODUCT 6): a month's own sessions first where `month` ('YYYY-MM' in `zone`) is
 * given, then different days before the same day twice, then when this client usually meets, then the sooner. Chronological, never
 * overlapping; fewer when there are fewer.
 */
export const rankSlots = (
  candidates: readonly Interval[],
  count: number,
  { zone, usual, month }: { zone: string; usual: readonly UsualTime[]; month: string | null },
): readonly RankedSlot[] => {
  const described = [...candidates]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => {
      const why = usualReasons(start, zone, usual)
      const inMonth = month !== null && monthOf(start, zone) === month
      return { start, end, day: dateOf(start, zone), inMonth, why, weight: weightOf(start, why, zone, usual) }
    })
  type Described = (typeof described)[number]
  const picked: Described[] = []
  const days = new Set<string>()
  const better = (a: Described, b: Described): boolean => {
    if (a.inMonth !== b.inMonth) return a.inMonth
    if (days.has(a.day) !== days.has(b.day)) return !days.has(a.day)
    // Sorted by start: among equals the one found first is the sooner.
    return a.weight > b.weight
  }
  while (picked.length < count) {
    let best: Described | null = null
    for (const slot of described) {
      if (picked.some((taken) => overlaps(taken, slot))) continue
      if (best === null || better(slot, best)) best = slot
    }
    if (best === null) break
    picked.push(best)
    days.add(best.day)
  }
  return picked
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, inMonth, why, day }, index, all) => ({
      start,
      end,
      why: [
        ...(inMonth ? (['same-month'] as const) : []),
        ...why,
        ...(start === described[0]?.start ? (['soonest'] as const) : []),
        ...(index > 0 && all[index - 1]?.day !== day ? (['another-day'] as const) : []),
      ],
    }))
}

const usualReasons = (start: number, zone: string, usual: readonly UsualTime[]): readonly SlotReason[] => {
  const at = zoned(start, zone)
  const near = usual.filter(({ time }) => Math.abs(time - sinceMidnight(at)) <= NEAR)
  if (near.some(({ weekday }) => weekday === at.dayOfWeek)) return ['usual-time']
  if (usual.some(({ weekday }) => weekday === at.dayOfWeek)) return ['usual-day']
  return near.length > 0 ? ['usual-hour'] : []
}

const WEIGHTS: Partial<Record<SlotReason, number>> = { 'usual-time': 3, 'usual-day': 2, 'usual-hour': 1 }

/** The heavier the likelier; the usual time to the minute is worth a little more than one near it. */
const weightOf = (
  start: number,
  why: readonly SlotReason[],
  zone: string,
  usual: readonly UsualTime[],
): number => {
  const exact = usual.some(({ time }) => time === sinceMidnight(zoned(start, zone)))
  return Math.max(0, ...why.map((reason) => WEIGHTS[reason] ?? 0)) + (exact ? 0.5 : 0)
}
