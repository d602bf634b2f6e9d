import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { candidateSlots, fairSlots, rankSlots, usualTimes } from '../../lib/core/ranking.ts'
import { HOUR, type Interval, MINUTE, overlaps } from '../../lib/core/time.ts'

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds
const hour = (text: string): Interval => ({ start: at(text), end: at(text) + HOUR })
const iso = (slots: readonly Interval[]) =>
  slots.map(({ start }) => new Date(start).toISOString().slice(0, 16))
const anyone = { zone: 'UTC', usual: [], month: null }

describe('when a client usually meets', () => {
  it('the commonest weekday and hour first; what happened once is not usual', () => {
    const starts = [
      '2026-11-03T10:00Z',
      '2026-11-10T10:00Z',
      '2026-11-17T10:00Z',
      '2026-11-05T16:00Z',
      '2026-11-12T16:00Z',
      '2026-11-13T08:00Z',
    ].map(at)
    expect(usualTimes(starts, 'UTC')).toEqual([
      { weekday: 2, time: 10 * HOUR, sessions: 3 },
      { weekday: 4, time: 16 * HOUR, sessions: 2 },
    ])
  })

  it('E20 the same hour on both sides of a daylight-saving change is one usual time', () => {
    const starts = ['2026-10-20T08:00Z', '2026-10-27T09:00Z'].map(at)
    expect(usualTimes(starts, 'Europe/Madrid')).toEqual([{ weekday: 2, time: 10 * HOUR, sessions: 2 }])
  })
})

describe('which slots are offered', () => {
  const week = [
    '2026-11-23T09:00Z',
    '2026-11-23T10:00Z',
    '2026-11-23T11:00Z',
    '2026-11-24T09:00Z',
    '2026-11-24T10:00Z',
    '2026-11-25T09:00Z',
    '2026-11-25T15:00Z',
  ].map(hour)

  it('different days before the same day twice', () => {
    expect(iso(rankSlots(week, 3, anyone))).toEqual([
      '2026-11-23T09:00',
      '2026-11-24T09:00',
      '2026-11-25T09:00',
    ])
  })

  it('the same day again when there are no more days', () => {
    expect(iso(rankSlots(week, 4, anyone))).toEqual([
      '2026-11-23T09:00',
      '2026-11-23T10:00',
      '2026-11-24T09:00',
      '2026-11-25T09:00',
    ])
  })

  it("the client's usual hour on each day, and says so", () => {
    const usual = [{ weekday: 2, time: 10 * HOUR, sessions: 4 }]
    expect(
      rankSlots(week, 3, { ...anyone, usual }).map(({ start, why }) => [iso([{ start, end: 0 }])[0], ...why]),
    ).toEqual([
      ['2026-11-23T10:00', 'usual-hour'],
      ['2026-11-24T10:00', 'usual-time', 'another-day'],
      ['2026-11-25T09:00', 'another-day'],
    ])
  })

  it('the usual time to the minute before one near it', () => {
    const usual = [{ weekday: 2, time: 10 * HOUR, sessions: 4 }]
    const near = [hour('2026-11-24T09:30Z'), hour('2026-11-24T10:00Z')]
    expect(iso(rankSlots(near, 1, { ...anyone, usual }))).toEqual(['2026-11-24T10:00'])
  })

  it("E23 the missed session's own month first, even twice on a day", () => {
    const turn = ['2026-11-30T09:00Z', '2026-11-30T10:00Z', '2026-12-01T09:00Z'].map(hour)
    expect(iso(rankSlots(turn, 2, { ...anyone, month: '2026-11' }))).toEqual([
      '2026-11-30T09:00',
      '2026-11-30T10:00',
    ])
    expect(iso(rankSlots(turn, 2, anyone))).toEqual(['2026-11-30T09:00', '2026-12-01T09:00'])
  })

  it('fewer when there are fewer, none when there are none', () => {
    expect(rankSlots(week.slice(0, 2), 5, anyone)).toHaveLength(2)
    expect(rankSlots([], 3, anyone)).toEqual([])
  })

  it('is chronological, never overlaps, and takes nothing that was not a candidate', () => {
    const slot = fc
      .integer({ min: 0, max: 4 * 24 * 20 })
      .map((n) => hour(new Date(at('2026-11-23T00:00Z') + n * 15 * MINUTE).toISOString()))
    fc.assert(
      fc.property(fc.array(slot, { maxLength: 60 }), fc.integer({ min: 0, max: 9 }), (candidates, count) => {
        const picked = rankSlots(candidates, count, {
          ...anyone,
          usual: [{ weekday: 3, time: 10 * HOUR, sessions: 2 }],
        })
        expect(picked.length).toBeLessThanOrEqual(count)
        for (const [index, one] of picked.entries()) {
          expect(candidates.some(({ start, end }) => start === one.start && end === one.end)).toBe(true)
          for (const other of picked.slice(index + 1)) {
            expect(one.start).toBeLessThan(other.start)
            expect(overlaps(one, other)).toBe(false)
          }
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('what there is to choose from', () => {
  const request = {
    now: at('2026-11-22T00:00Z'),
    durationMs: HOUR,
    zone: 'UTC',
    hours: { 2: [{ start: '09:00', end: '12:00' }] },
    busy: [],
    from: at('2026-11-24T00:00Z'),
    until: at('2026-11-25T00:00Z'),
    count: 3,
  }

  it('has the usual time exactly, where one slot after the other would step over it', () => {
    const usual = [{ weekday: 2, time: 10.5 * HOUR, sessions: 2 }]
    expect(iso(candidateSlots(request, usual))).toEqual([
      '2026-11-24T09:00',
      '2026-11-24T10:00',
      '2026-11-24T10:30',
      '2026-11-24T11:00',
    ])
  })

  it('but not outside the working hours, nor when it is busy', () => {
    const late = [
      { weekday: 2, time: 11.5 * HOUR, sessions: 2 },
      { weekday: 3, time: 10 * HOUR, sessions: 2 },
    ]
    expect(candidateSlots(request, late)).toHaveLength(3)
    const busy = [{ start: at('2026-11-24T11:10Z'), end: at('2026-11-24T11:20Z') }]
    expect(
      iso(candidateSlots({ ...request, busy }, [{ weekday: 2, time: 10.5 * HOUR, sessions: 2 }])),
    ).toEqual(['2026-11-24T09:00', '2026-11-24T10:00'])
  })
})

describe("fair in the client's zone", () => {
  const day = [6, 8, 13, 15, 20].map((utc) => hour(`2026-11-24T${String(utc).padStart(2, '0')}:00Z`))
  const fair = (
    clientZone: string,
    usual: readonly { weekday: number; time: number; sessions: number }[] = [],
  ) => iso(fairSlots(day, { zone: 'UTC', clientZone, usual }))

  it.each([
    ['UTC', ['08:00', '13:00', '15:00', '20:00']],
    // 01:00, 03:00, 08:00, 10:00, 15:00 there.
    ['America/New_York', ['13:00', '15:00', '20:00']],
    // 15:00, 17:00, 22:00, 00:00, 05:00 there.
    ['Asia/Tokyo', ['06:00', '08:00']],
    // 19:00, 21:00, 02:00, 04:00, 09:00 there: an hour that ends after nine is not offered.
    ['Pacific/Auckland', ['06:00', '20:00']],
  ])('in %s', (zone, times) => {
    expect(fair(zone)).toEqual(times.map((time) => `2026-11-24T${time}`))
  })

  it('the hour at which they usually meet is fair, whatever it is there', () => {
    const usual = [{ weekday: 2, time: 8 * HOUR, sessions: 3 }]
    expect(fair('America/New_York', usual)).toContain('2026-11-24T08:00')
  })

  it('E20 never before seven or after nine on the wall of their day, on days of daylight saving too', () => {
    const any = fc.integer({ min: 0, max: 24 * 4 * 20 }).map((n) => {
      const start = at('2026-10-20T00:00Z') + n * 15 * MINUTE
      return { start, end: start + HOUR }
    })
    const zones = fc.constantFrom('America/New_York', 'Europe/Madrid', 'Australia/Lord_Howe', 'Asia/Kolkata')
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), zones, (slots, clientZone) => {
        const kept = fairSlots(slots, { zone: 'UTC', clientZone, usual: [] })
        const wallOf = (ms: number) =>
          new Intl.DateTimeFormat('en-GB', { timeZone: clientZone, timeStyle: 'short' }).format(ms)
        expect(kept.every(({ start, end }) => wallOf(start) >= '07:00' && wallOf(end) <= '21:00')).toBe(true)
        const isDay = ({ start, end }: Interval) =>
          wallOf(start) >= '07:00' && wallOf(end) <= '21:00' && wallOf(start) < wallOf(end)
        expect(kept).toHaveLength(slots.filter(isDay).length)
      }),
      { numRuns: 60 },
    )
  })
})
