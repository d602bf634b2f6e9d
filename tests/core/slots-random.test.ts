import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WorkingHours } from '../../lib/core/settings.ts'
import { findSlots, type SlotRequest } from '../../lib/core/slots.ts'
import { DAY, type Interval, MINUTE, overlaps } from '../../lib/core/time.ts'
import { cases } from '../helpers/cases.ts'

/** Days searched at most, and a little more for the slow finder. */
const SPAN = 14

/** Nights on which each zone's clock changes, or the world has none of that date: a search begins a few days before one of them. */
const CHANGES = {
  UTC: ['2026-10-25'],
  'Europe/Madrid': ['2026-03-29', '2026-10-25'],
  'America/New_York': ['2026-03-08', '2026-11-01'],
  'Asia/Kathmandu': ['2026-06-01'],
  'Australia/Lord_Howe': ['2026-04-05', '2026-10-04'],
  // Midnight itself is skipped, and repeated.
  'Africa/Cairo': ['2026-04-24', '2026-10-30'],
  'America/Santiago': ['2026-04-05', '2026-09-06'],
  // Samoa had no 30 December 2011.
  'Pacific/Apia': ['2011-12-30'],
} as const

/** The same answer the slow way: every start of every grid, tried against every busy interval. */
const bruteForce = (r: SlotRequest): Interval[] => {
  const { bufferMs = 0, leadMs = 0, stepMs = 15 * MINUTE } = r
  const candidates: Interval[] = []
  const first = Temporal.Instant.fromEpochMilliseconds(r.from).toZonedDateTimeISO(r.zone).toPlainDate()
  for (let day = -2; day < SPAN + 6; day++) {
    const date = first.add({ days: day })
    const midnight = date.add({ days: 1 }).toZonedDateTime(r.zone).epochMilliseconds
    const instant = (time: string) =>
      time === '24:00'
        ? midnight
        : date.toZonedDateTime({ timeZone: r.zone, plainTime: time }).epochMilliseconds
    for (const hours of r.hours[date.dayOfWeek as 1] ?? []) {
      if (hours.end <= hours.start) continue
      const end = Math.min(instant(hours.end), midnight)
      for (let start = instant(hours.start); start + r.durationMs <= end; start += stepMs)
        candidates.push({ start, end: start + r.durationMs })
    }
  }
  const free = candidates
    .filter(({ start, end }) => start >= Math.max(r.from, r.now + leadMs) && end <= r.until)
    .filter((slot) =>
      r.busy.every(
        (b) => b.end <= b.start || !overlaps(slot, { start: b.start - bufferMs, end: b.end + bufferMs }),
      ),
    )
    .sort((a, b) => a.start - b.start)
  const slots: Interval[] = []
  for (const slot of free)
    if (slots.length < r.count && slot.start >= (slots.at(-1)?.end ?? Number.NEGATIVE_INFINITY))
      slots.push(slot)
  return slots
}

const minutes = (max: number) => fc.integer({ min: 0, max }).map((m) => m * MINUTE)

const wall = fc.integer({ min: 0, max: 24 * 12 }).map((five) => {
  const hour = String(Math.floor(five / 12)).padStart(2, '0')
  return `${hour}:${String((five % 12) * 5).padStart(2, '0')}`
})

/** One to three stretches, in any order, overlapping or not; a quarter of them end before they start. */
const stretches = fc.array(fc.record({ start: wall.filter((time) => time !== '24:00'), end: wall }), {
  maxLength: 3,
})
const hours: fc.Arbitrary<WorkingHours> = fc.record({
  1: stretches,
  2: stretches,
  4: stretches,
  5: stretches,
  6: stretches,
  7: stretches,
})

/** Overlapping, touching, empty and inverted, to the millisecond in places. */
const busyFrom = (base: number) =>
  fc.array(
    fc
      .tuple(minutes(SPAN * 24 * 60), fc.integer({ min: -60, max: 600 }), fc.constantFrom(0, 0, 0, -1, 1))
      .map(([start, length, odd]) => ({
        start: base + start,
        end: base + start + length * MINUTE + odd,
      })),
    { maxLength: 40 },
  )

const place = fc
  .constantFrom(...(Object.keys(CHANGES) as (keyof typeof CHANGES)[]))
  .chain((zone) =>
    fc
      .tuple(fc.constantFrom(...CHANGES[zone]), fc.integer({ min: 0, max: 6 }))
      .map(([date, before]) => ({ zone, base: Date.parse(date) - before * DAY })),
  )

const request: fc.Arbitrary<SlotRequest> = place.chain(({ zone, base }) =>
  fc.record({
    now: minutes(3 * 24 * 60).map((m) => base + m),
    durationMs: fc.constantFrom(5, 15, 25, 45, 60, 90, 180).map((m) => m * MINUTE),
    zone: fc.constant(zone),
    hours,
    busy: busyFrom(base),
    from: minutes(4 * 24 * 60).map((m) => base + m),
    until: minutes(SPAN * 24 * 60).map((m) => base + m),
    count: fc.integer({ min: 0, max: 60 }),
    bufferMs: fc.constantFrom(0, 5, 10, 30).map((m) => m * MINUTE),
    leadMs: minutes(48 * 60),
    stepMs: fc.constantFrom(5, 7, 15, 20, 45, 60).map((m) => m * MINUTE),
  }),
)

describe('fast = brute force', () => {
  it('over random hours, busy times, zones and grids, on days of daylight saving', {
    timeout: 600_000,
  }, () => {
    let found = 0
    const settings = cases(1_000)
    fc.assert(
      fc.property(request, (r) => {
        const slots = findSlots(r)
        expect(slots).toEqual(bruteForce(r))
        found += Math.min(1, slots.length)
      }),
      settings,
    )
    // A generator that hardly ever leaves time free would agree with anything.
    expect(found).toBeGreaterThan(settings.numRuns / 2)
  })

  it('whatever it is given, slots are within bounds, in order, apart, and free with their buffers', () => {
    fc.assert(
      fc.property(request, (r) => {
        const slots = findSlots(r)
        for (const [index, slot] of slots.entries()) {
          expect(slot.end - slot.start).toBe(r.durationMs)
          expect(slot.start).toBeGreaterThanOrEqual(
            slots[index - 1]?.end ?? Math.max(r.from, r.now + (r.leadMs ?? 0)),
          )
          expect(slot.end).toBeLessThanOrEqual(r.until)
          for (const b of r.busy.filter((b) => b.end > b.start))
            expect(slot.start >= b.end + (r.bufferMs ?? 0) || slot.end <= b.start - (r.bufferMs ?? 0)).toBe(
              true,
            )
        }
        expect(slots.length).toBeLessThanOrEqual(r.count)
      }),
      { numRuns: 200 },
    )
  })
})
