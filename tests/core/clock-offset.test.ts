import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClockBelief, hearServer, isDoubtful, trustedClock } from '../../lib/core/clock-offset.ts'
import { HOUR, MINUTE, SECOND } from '../../lib/core/time.ts'

const hear = (differences: readonly number[], from: ClockBelief = trustedClock): ClockBelief =>
  differences.reduce(hearServer, from)

const wrongBy = (offset: number): ClockBelief => ({ offset, heard: [] })

/** What answers make of one true difference: whole seconds, and up to ten seconds on the way. */
const answers = (difference: number) =>
  fc
    .array(fc.integer({ min: -10 * SECOND, max: SECOND }), { minLength: 3, maxLength: 12 })
    .map((noise) => noise.map((each) => difference + each))

describe('E25 whether the machine’s clock is believed', () => {
  it.each([
    ['an hour behind, told three times', [HOUR, HOUR - SECOND, HOUR + 400], HOUR],
    ['an hour ahead', [-HOUR, -HOUR, -HOUR - 2 * SECOND], -HOUR],
    ['told only twice', [HOUR, HOUR], 0],
    ['told once, then denied', [HOUR, 0, HOUR, HOUR], 0],
    ['answers that do not agree', [HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR], 0],
    ['an odd one between three that agree', [HOUR, 5 * HOUR, HOUR, HOUR], 0],
    ['exactly two minutes', [2 * MINUTE, 2 * MINUTE, 2 * MINUTE], 2 * MINUTE],
    ['a little less', [2 * MINUTE - 1, 2 * MINUTE - 1, 2 * MINUTE - 1], 0],
  ])('E25 %s', (_, differences, offset) => {
    expect(hear(differences).offset).toBe(offset)
  })

  it('E25 right again, the correction goes; between one minute and two it stays', () => {
    expect(hear([0, 500, -300], wrongBy(HOUR))).toEqual(trustedClock)
    expect(hear([90 * SECOND, 90 * SECOND, 90 * SECOND], wrongBy(HOUR)).offset).toBe(90 * SECOND)
    expect(hear([100 * SECOND, 100 * SECOND, 100 * SECOND], wrongBy(90 * SECOND)).offset).toBe(90 * SECOND)
    expect(hear([0, 0], wrongBy(HOUR)).offset).toBe(HOUR)
  })

  it('E25 noise of network and whole seconds never moves a clock that is right, nor one that is corrected', () => {
    fc.assert(
      fc.property(answers(0), (heard) => {
        expect(hear(heard)).toEqual(trustedClock)
      }),
    )
    fc.assert(
      fc.property(
        fc
          .integer({ min: 3 * MINUTE, max: 400 * 24 * HOUR })
          .chain((offset) => fc.tuple(fc.constant(offset), answers(offset))),
        ([offset, heard]) => {
          expect(hear(heard, wrongBy(offset)).offset).toBe(offset)
        },
      ),
    )
  })

  it('E25 a clear difference always comes to be believed, from whatever was believed before', () => {
    const clear = fc.oneof(
      fc.integer({ min: 3 * MINUTE, max: 400 * 24 * HOUR }),
      fc.integer({ min: -400 * 24 * HOUR, max: -3 * MINUTE }),
      fc.constant(0),
    )
    fc.assert(
      fc.property(
        clear,
        clear,
        fc.array(fc.integer({ min: -HOUR, max: HOUR }), { maxLength: 2 }),
        (was, is, odd) => {
          const before = { ...wrongBy(was), heard: odd }
          const after = hear([is, is, is, is, is], before)
          expect(Math.abs(after.offset - is)).toBeLessThanOrEqual(20 * SECOND)
        },
      ),
    )
  })

  it('E25 asks to hear more only while something may change', () => {
    expect(isDoubtful(hear([0]))).toBe(false)
    expect(isDoubtful(hear([HOUR]))).toBe(true)
    expect(isDoubtful(hear([HOUR, HOUR]))).toBe(true)
    expect(isDoubtful(hear([HOUR, HOUR, HOUR]))).toBe(false)
    expect(isDoubtful(hear([0], wrongBy(HOUR)))).toBe(true)
  })
})
