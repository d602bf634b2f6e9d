import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pairing } from '../../lib/core/pairing.ts'
import { DAY } from '../../lib/core/time.ts'

const at = (days: number, uid = 's@x') => ({ uid, start: days * DAY })
const days = (pairs: ReturnType<typeof pairing>) =>
  pairs.map(({ lost, gained }) => [lost.start / DAY, gained.start / DAY])

describe('pairing', () => {
  it.each([
    [
      'a shift by a day',
      [0, 7, 14],
      [1, 8, 15],
      [
        [0, 1],
        [7, 8],
        [14, 15],
      ],
    ],
    [
      'a shift back by a day with the first one gone',
      [0, 7, 14],
      [6, 13],
      [
        [7, 6],
        [14, 13],
      ],
    ],
    ['exactly seven days', [0], [7], [[0, 7]]],
    ['more than seven days', [0], [7.01], []],
    [
      'more than there were',
      [0, 7],
      [1, 8, 15],
      [
        [0, 1],
        [7, 8],
      ],
    ],
  ])('E02 %s', (_, lost, gained, expected) => {
    expect(
      days(
        pairing(
          lost.map((day) => at(day)),
          gained.map((day) => at(day)),
        ),
      ),
    ).toEqual(expected)
  })

  it('E02 pairs a series with what was split off it, and never with another', () => {
    const split = at(1, 's_R20261208T090000Z@x')
    expect(pairing([at(0)], [split])).toHaveLength(1)
    expect(pairing([at(0)], [at(1, 'other@x')])).toHaveLength(0)
  })

  const list = fc.array(
    fc.integer({ min: 0, max: 60 }).map((day) => at(day)),
    { maxLength: 7 },
  )

  /** The best that any order-keeping choice can do: most pairs, then least days apart. */
  const best = (
    lost: readonly { start: number }[],
    gained: readonly { start: number }[],
  ): [number, number] => {
    const [first, ...rest] = lost
    if (first === undefined) return [0, 0]
    let found = best(rest, gained)
    for (const [index, candidate] of gained.entries()) {
      const apart = Math.abs(candidate.start - first.start)
      if (apart > 7 * DAY) continue
      const [pairs, far] = best(rest, gained.slice(index + 1))
      if (pairs + 1 > found[0] || (pairs + 1 === found[0] && far + apart < found[1]))
        found = [pairs + 1, far + apart]
    }
    return found
  }

  it('E02 pairs as many as can be, as near as can be, in order, each once', () => {
    fc.assert(
      fc.property(list, list, (lost, gained) => {
        const pairs = pairing(lost, gained)
        const byStart = (a: { start: number }, b: { start: number }) => a.start - b.start
        const apart = pairs.reduce((sum, pair) => sum + Math.abs(pair.lost.start - pair.gained.start), 0)
        expect([pairs.length, apart]).toEqual(best([...lost].sort(byStart), [...gained].sort(byStart)))
        expect(new Set(pairs.map((pair) => pair.lost)).size).toBe(pairs.length)
        expect(new Set(pairs.map((pair) => pair.gained)).size).toBe(pairs.length)
        for (const [index, pair] of pairs.entries()) {
          const next = pairs[index + 1]
          if (next) expect(next.gained.start).toBeGreaterThanOrEqual(pair.gained.start)
        }
      }),
      { numRuns: 300 },
    )
  })
})
