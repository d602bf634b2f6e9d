import { findSlots, type SlotRequest } from '../../lib/core/slots.ts'
import { DAY, HOUR, type Interval, MINUTE } from '../../lib/core/time.ts'
import { type Figure, inTurns, type Rounds, type Turn } from './figure.ts'
import { plotOf } from './plot.ts'
import { random } from './random.ts'

const NOW = Date.UTC(2026, 10, 23, 9)
const CALENDARS = 8
/** Busy stretches of the budget, and the others at which the growth is looked at. */
const BUSY = 20_000
const SIZES = [2_500, 5_000, 10_000, BUSY, 40_000, 80_000]

/** `count` busy stretches over a year, calendar after calendar, in no order within each; they overlap one another freely. */
const busyYear = (count: number): readonly Interval[] => {
  const chance = random(7)
  return Array.from({ length: CALENDARS }, () =>
    Array.from({ length: count / CALENDARS }, () => {
      // Half of all meetings begin at ten or two: some hours are crowded, others stay free.
      const hour = chance() < 0.5 ? (chance() < 0.5 ? 10 : 14) : Math.floor(chance() * 24)
      const start = NOW - 9 * HOUR + Math.floor(chance() * 365) * DAY + hour * HOUR
      return { start, end: start + (1 + Math.floor(chance() * 4)) * 15 * MINUTE }
    }),
  ).flat()
}

/** Every free hour of a year: nothing ends the search early. */
const requestOver = (busy: readonly Interval[]): SlotRequest => ({
  now: NOW,
  durationMs: HOUR,
  zone: 'Europe/Madrid',
  hours: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [{ start: '09:00', end: '18:00' }]])),
  busy,
  from: NOW,
  until: NOW + 365 * DAY,
  count: Number.POSITIVE_INFINITY,
  bufferMs: 10 * MINUTE,
})

/** Mean of a few calls, ms: one alone is at the mercy of the garbage collector. */
const timed =
  (work: () => unknown): Turn =>
  async () => {
    const calls = 5
    const before = performance.now()
    for (let call = 0; call < calls; call++) work()
    return (performance.now() - before) / calls
  }

type Sides = Pick<Figure, 'ours' | 'limit'>

const nLogN = (n: number): number => n * Math.log(n)

/**
 * The slot finder over a year, eight calendars and a growing number of busy stretches, beside sorting the same stretches: what it
 * costs at 20,000, how it grows to four times as many, and a drawing (SVG) of both.
 */
export const slotFigures = async (
  rounds: Rounds,
): Promise<{ readonly figures: readonly Figure[]; readonly plot: string }> => {
  const measured: ({ readonly n: number } & Sides)[] = []
  for (const n of SIZES) {
    const busy = busyYear(n)
    const request = requestOver(busy)
    const sides = await inTurns(
      timed(() => findSlots(request)),
      timed(() => busy.toSorted((a, b) => a.start - b.start)),
      rounds,
    )
    measured.push({ n, ...sides })
  }
  const none = { n: 1, ours: Number.NaN, limit: Number.NaN }
  const few = measured.find(({ n }) => n === BUSY) ?? none
  const many = measured.at(-1) ?? none
  const plot = plotOf({
    title: 'Finding every free hour of a year',
    x: 'busy stretches',
    y: 'ms',
    lines: [
      { name: 'findSlots', points: measured.map(({ n, ours }) => [n, ours]) },
      { name: 'sorting them', points: measured.map(({ n, limit }) => [n, limit]) },
      {
        name: 'n log n from 20,000',
        dashed: true,
        points: SIZES.map((n) => [n, (few.ours * nLogN(n)) / nLogN(few.n)]),
      },
    ],
  })
  return {
    figures: [
      {
        name: 'every free hour of a year among 20,000 busy stretches, against sorting them',
        unit: 'ms',
        ours: few.ours,
        limit: few.limit,
        budget: 3,
      },
      {
        name: 'four times as many busy stretches: so many times as long, against sorting them',
        unit: 'times',
        ours: many.ours / few.ours,
        // Sorting is n log n with the machine's caches and noise, which bare arithmetic would leave out.
        limit: many.limit / few.limit,
        budget: 1.25,
      },
    ],
    plot,
  }
}
