import type { WorkingHours } from './settings.ts'
import { type Interval, MINUTE, zoned } from './time.ts'

/** What to look for. Times in epoch ms, lengths in ms, `zone` an IANA zone in which `hours` are wall-clock times. */
export type SlotRequest = {
  readonly now: number
  readonly durationMs: number
  readonly zone: string
  readonly hours: WorkingHours
  readonly busy: readonly Interval[]
  readonly from: number
  readonly until: number
  readonly count: number
  /** Kept free before and after everything that is busy; 0 unless given. */
  readonly bufferMs?: number
  /** The least time between now and a slot's start; 0 unless given. */
  readonly leadMs?: number
  /** Distance of possible starts, counted as elapsed time from each working-hour start; 15 minutes unless given. */
  readonly stepMs?: number
}

/**
 * The first `count` free slots, chronological and never overlapping (DESIGN 4). Slots start on a grid of `stepMs` from the instant of
 * each working-hour start, and end within the same stretch of working hours; max(from, now + lead) <= start, end <= until. A slot is
 * free when it keeps `bufferMs` from every busy interval; empty and inverted intervals are nobody's time and are ignored, and so is
 * a stretch of hours that ends before it starts or cannot be read. '24:00' is the end of a day. A wall time that daylight saving
 * skips or repeats is read as Temporal's "compatible" does: skipped ones move on by the gap, repeated ones are the first.
 *
 * O((n + slots) log n) for n busy intervals, beside one step for each day looked at. Throws RangeError on an unknown zone, a duration
 * or step that is not above zero, or a bound that is not a finite number: an empty answer would read as "no time free".
 */
export const findSlots = (request: SlotRequest): readonly Interval[] => {
  const { now, durationMs, zone, hours, from, until, count } = request
  const { bufferMs = 0, leadMs = 0, stepMs = 15 * MINUTE } = request
  const earliest = Math.max(from, now + leadMs)
  if (!(durationMs > 0) || !(stepMs > 0))
    throw new RangeError('A slot needs a duration and a step above zero')
  if (!Number.isFinite(earliest) || !Number.isFinite(until))
    throw new RangeError('A search for slots needs finite bounds')

  const firstFree = freeStartFinder(request.busy, Math.max(0, bufferMs), durationMs)
  const slots: Interval[] = []
  let cursor = earliest
  for (const stretches of workingDays(earliest, until, zone, hours)) {
    const search = stretches.map((stretch) => ({ ...stretch, next: Number.NEGATIVE_INFINITY }))
    while (slots.length < count) {
      for (const stretch of search) {
        // A start found before the last slot was taken may overlap it now; the others still hold.
        if (stretch.next < cursor)
          stretch.next = nextOnGrid(stretch, cursor, until, durationMs, stepMs, firstFree)
      }
      const start = search.reduce((least, { next }) => Math.min(least, next), Number.POSITIVE_INFINITY)
      if (start === Number.POSITIVE_INFINITY) break
      cursor = start + durationMs
      slots.push({ start, end: cursor })
    }
    if (slots.length >= count) break
  }
  return slots
}

/** The first free start on the stretch's grid at or after `cursor`, or infinity when there is none. */
const nextOnGrid = (
  stretch: Interval,
  cursor: number,
  until: number,
  durationMs: number,
  stepMs: number,
  firstFree: (start: number) => number,
): number => {
  const last = Math.min(stretch.end, until) - durationMs
  let start = Math.max(cursor, stretch.start)
  while (start <= last) {
    const onGrid = stretch.start + Math.ceil((start - stretch.start) / stepMs) * stepMs
    start = firstFree(onGrid)
    if (start === onGrid) return onGrid <= last ? onGrid : Number.POSITIVE_INFINITY
  }
  return Number.POSITIVE_INFINITY
}

/** A function that gives the first instant at or after `start` from which `durationMs` are free, buffers kept. */
const freeStartFinder = (busy: readonly Interval[], bufferMs: number, durationMs: number) => {
  const blocked: { start: number; end: number }[] = []
  const sorted = busy.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start)
  for (const { start, end } of sorted) {
    const last = blocked.at(-1)
    if (last !== undefined && start - bufferMs <= last.end) last.end = Math.max(last.end, end + bufferMs)
    else blocked.push({ start: start - bufferMs, end: end + bufferMs })
  }
  return (start: number): number => {
    let free = start
    for (let index = firstEndingAfter(blocked, start); index < blocked.length; index++) {
      const block = blocked[index]
      if (block === undefined || block.start >= free + durationMs) break
      free = block.end
    }
    return free
  }
}

const firstEndingAfter = (blocked: readonly Interval[], instant: number): number => {
  let low = 0
  let high = blocked.length
  while (low < high) {
    const middle = (low + high) >> 1
    const block = blocked[middle]
    if (block !== undefined && block.end > instant) high = middle
    else low = middle + 1
  }
  return low
}

/** The stretches of working hours, day by day, from the day of `earliest` to the day of `until`. */
function* workingDays(
  earliest: number,
  until: number,
  zone: string,
  hours: WorkingHours,
): Generator<Interval[]> {
  let date = zoned(Math.floor(earliest), zone).toPlainDate()
  while (true) {
    const startOfDay = date.toZonedDateTime(zone).epochMilliseconds
    if (startOfDay >= until) return
    const next = date.add({ days: 1 })
    const endOfDay = next.toZonedDateTime(zone).epochMilliseconds
    const instant = (wall: string): number =>
      wall === '24:00'
        ? endOfDay
        : date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(wall) }).epochMilliseconds
    yield (hours[date.dayOfWeek as keyof WorkingHours] ?? [])
      .filter(({ start, end }) => isWallTime(start) && (end === '24:00' || isWallTime(end)) && start < end)
      // Where a zone skips midnight or a whole day, a wall time may fall on the next day: it is not this day's any more.
      .map(({ start, end }) => ({ start: instant(start), end: Math.min(instant(end), endOfDay) }))
      .filter(({ start, end }) => start < end)
    date = next
  }
}

const isWallTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text)
