import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOf, HOUR, wallClock, zoned } from '../../lib/core/time.ts'

/** Northern and southern summers, no summer time, a quarter of an hour, half an hour of summer time, and the date line crossed (2011). */
const ZONES = [
  'Europe/Madrid',
  'America/New_York',
  'America/Santiago',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
]

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds

describe('the wall clock', () => {
  it('shows what Temporal says, at any instant in any zone', () => {
    const instant = fc.date({ min: new Date('1960-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    const shows = fc.property(instant, fc.constantFrom(...ZONES), (when, zone) => {
      const there = zoned(when.getTime(), zone)
      expect(new Date(wallClock(when.getTime(), zone)).toISOString().slice(0, -1)).toBe(
        there.toPlainDateTime().toString({ fractionalSecondDigits: 3 }),
      )
      expect(dateOf(when.getTime(), zone)).toBe(there.toPlainDate().toString())
    })
    expect(fc.check(shows, { numRuns: 2_000 })).toMatchObject({ failed: false })
  })

  it('is put forward and back at the very instant, in whatever order the hours are asked for', () => {
    const spring = at('2027-03-28T01:00:00Z')
    const asked = [spring + HOUR, spring, spring - 1, spring - HOUR]
    expect(asked.map((ms) => wallClock(ms, 'Europe/Madrid') - ms)).toEqual([2 * HOUR, 2 * HOUR, HOUR, HOUR])
    const autumn = at('2027-10-31T01:00:00Z')
    expect([autumn, autumn - 1].map((ms) => wallClock(ms, 'Europe/Lisbon') - ms)).toEqual([0, HOUR])
  })

  it('is shown of no zone that does not exist', () => {
    expect(() => wallClock(0, 'Nowhere/Land')).toThrow(RangeError)
  })
})
