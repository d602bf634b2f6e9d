import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { startWhenTold, toldAhead } from '../../lib/core/told.ts'
import { NOW, sightingOf } from '../helpers/books.ts'

/** Moved from `from` to `to`, seen so at `seen`, an hour after the calendar was last read. */
const move = (from: number, to: number, seen: number) =>
  sightingOf(from, {
    what: 'moved',
    by: 'unknown',
    address: null,
    notBefore: seen - HOUR,
    notAfter: seen,
    to,
  })

describe('the start to which notice runs', () => {
  const [tuesday, thursday, monday] = [NOW, NOW + 2 * DAY, NOW - DAY]

  it('is the only one there ever was', () => {
    expect(startWhenTold({ start: tuesday, moves: [] }, tuesday - 90 * DAY)).toBe(tuesday)
  })

  it('E10 is the one from before when the client told before it was moved, and the new one afterwards', () => {
    const seen = tuesday - 12 * HOUR
    const session = { start: thursday, moves: [move(tuesday, thursday, seen)] }
    expect(startWhenTold(session, seen - HOUR)).toBe(tuesday)
    expect(startWhenTold(session, seen + 1)).toBe(thursday)
  })

  it.each([
    ['later', tuesday, thursday],
    ['earlier', thursday, tuesday],
  ])(
    'E09 is the later one while the calendar cannot say whether it was moved yet: moved %s',
    (_, from, to) => {
      const seen = tuesday - 12 * HOUR
      const session = { start: to, moves: [move(from, to, seen)] }
      for (const told of [seen - HOUR + 1, seen]) expect(startWhenTold(session, told)).toBe(thursday)
      const unknown = { ...move(from, to, seen), notBefore: null }
      expect(startWhenTold({ start: to, moves: [unknown] }, seen - 90 * DAY)).toBe(thursday)
    },
  )

  it('E10 follows it from one day to the next', () => {
    const moves = [move(monday, thursday, monday - 5 * HOUR), move(thursday, tuesday, monday - 2 * HOUR)]
    const told = [9, 4, 1].map((hours) => startWhenTold({ start: tuesday, moves }, monday - hours * HOUR))
    expect(told).toEqual([monday, thursday, tuesday])
  })

  it('E20 so long ahead is meant of the start as it was scheduled then', () => {
    const session = { start: thursday, moves: [move(tuesday, thursday, tuesday - 12 * HOUR)] }
    expect(toldAhead(session, DAY)).toBe(thursday - DAY)
    expect(toldAhead(session, 7 * DAY)).toBe(tuesday - 7 * DAY)
    expect(toldAhead({ start: tuesday, moves: [] }, DAY)).toBe(tuesday - DAY)
    // Moved to an earlier day, there may be no such instant: then of the one that holds.
    const sooner = { start: tuesday, moves: [move(thursday, tuesday, tuesday - 12 * HOUR)] }
    expect(toldAhead(sooner, DAY)).toBe(tuesday - DAY)
  })

  it('E20 so long ahead is never less than it says, however often it was moved', () => {
    const anyMoves = fc.uniqueArray(fc.integer({ min: -96, max: 96 }), { minLength: 2, maxLength: 5 })
    const anySeen = fc.array(fc.record({ after: fc.nat(60), unread: fc.option(fc.nat(20)) }), {
      minLength: 4,
      maxLength: 4,
    })
    fc.assert(
      fc.property(anyMoves, anySeen, fc.constantFrom(24, 48, 72), (hours, seen, ahead) => {
        const [first = 0, ...rest] = hours.map((each) => NOW + each * HOUR)
        let at = NOW - 120 * HOUR
        let from = first
        const moves = rest.map((to, index) => {
          const { after = 0, unread = null } = seen[index] ?? {}
          const notBefore = unread === null ? null : at + after * HOUR
          at += (after + (unread ?? 0)) * HOUR
          const moved = { ...move(from, to, at), notBefore }
          from = to
          return moved
        })
        const session = { start: from, moves }
        const told = toldAhead(session, ahead * HOUR)
        expect(startWhenTold(session, told) - told).toBeGreaterThanOrEqual(ahead * HOUR)
      }),
      { seed: 7, numRuns: 2000 },
    )
  })
})
