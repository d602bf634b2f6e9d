import { describe, expect, it } from 'vitest'
import type { WorkingHours } from '../../lib/core/settings.ts'
import { findSlots, type SlotRequest } from '../../lib/core/slots.ts'
import { HOUR, type Interval, MINUTE } from '../../lib/core/time.ts'

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds
const iso = (ms: number): string => Temporal.Instant.fromEpochMilliseconds(ms).toString()
const starts = (slots: readonly Interval[]): string[] => slots.map(({ start }) => iso(start))
const between = (start: string, end: string): Interval => ({ start: at(start), end: at(end) })

/** Monday 23 November 2026, 09:00-12:00 and 13:00-15:00 in Madrid (UTC+1). */
const monday: SlotRequest = {
  now: at('2026-11-22T12:00:00Z'),
  durationMs: HOUR,
  zone: 'Europe/Madrid',
  hours: {
    1: [
      { start: '09:00', end: '12:00' },
      { start: '13:00', end: '15:00' },
    ],
  },
  busy: [],
  from: at('2026-11-23T00:00:00Z'),
  until: at('2026-11-24T00:00:00Z'),
  count: 10,
}

describe('where slots stand', () => {
  it('fills the working hours one after the other, breaks left out', () => {
    expect(starts(findSlots(monday))).toEqual([
      '2026-11-23T08:00:00Z',
      '2026-11-23T09:00:00Z',
      '2026-11-23T10:00:00Z',
      '2026-11-23T12:00:00Z',
      '2026-11-23T13:00:00Z',
    ])
  })

  it.each<[string, Partial<SlotRequest>, string[]]>([
    ['only as many as asked for', { count: 2 }, ['08:00', '09:00']],
    ['none when none are asked for', { count: 0 }, []],
    [
      'moves on along the grid past a busy quarter',
      { busy: [between('2026-11-23T08:10:00Z', '2026-11-23T08:20:00Z')], count: 2 },
      ['08:30', '09:30'],
    ],
    [
      'a busy stretch may touch a slot',
      { busy: [between('2026-11-23T09:00:00Z', '2026-11-23T10:00:00Z')], count: 2 },
      ['08:00', '10:00'],
    ],
    [
      'a buffer is kept after what is busy',
      { busy: [between('2026-11-23T07:00:00Z', '2026-11-23T08:00:00Z')], bufferMs: 10 * MINUTE, count: 1 },
      ['08:15'],
    ],
    [
      'and before it',
      { busy: [between('2026-11-23T09:05:00Z', '2026-11-23T09:15:00Z')], bufferMs: 10 * MINUTE, count: 1 },
      ['09:30'],
    ],
    [
      'a gap shorter than the session is passed over',
      {
        busy: [
          between('2026-11-23T08:15:00Z', '2026-11-23T08:30:00Z'),
          between('2026-11-23T09:15:00Z', '2026-11-23T09:30:00Z'),
        ],
        count: 1,
      },
      ['09:30'],
    ],
    [
      'an inverted busy interval is ignored',
      { busy: [between('2026-11-23T11:00:00Z', '2026-11-23T07:00:00Z')], count: 1 },
      ['08:00'],
    ],
    [
      "an empty busy interval is nobody's time, buffer or not",
      { busy: [between('2026-11-23T08:30:00Z', '2026-11-23T08:30:00Z')], bufferMs: 10 * MINUTE, count: 1 },
      ['08:00'],
    ],
    [
      'a long busy interval hides the shorter one within it',
      {
        busy: [
          between('2026-11-23T08:00:00Z', '2026-11-23T11:00:00Z'),
          between('2026-11-23T08:30:00Z', '2026-11-23T08:45:00Z'),
        ],
        count: 1,
      },
      ['12:00'],
    ],
    [
      'the lead counts from now',
      { now: at('2026-11-23T08:00:00Z'), leadMs: 61 * MINUTE, count: 1 },
      ['09:15'],
    ],
    [
      'a slot may start at the very end of the lead',
      { now: at('2026-11-23T08:00:00Z'), leadMs: 60 * MINUTE, count: 1 },
      ['09:00'],
    ],
    [
      'a later `from` wins over the lead, and keeps the grid',
      { from: at('2026-11-23T08:01:00Z'), leadMs: 0, count: 1 },
      ['08:15'],
    ],
    ['a slot ends by `until`', { until: at('2026-11-23T09:00:00Z') }, ['08:00']],
    ['and not a millisecond later', { until: at('2026-11-23T09:00:00Z') - 1 }, []],
    ['another step', { stepMs: 20 * MINUTE, from: at('2026-11-23T08:01:00Z'), count: 1 }, ['08:20']],
    ['a session longer than every stretch has no place', { durationMs: 4 * HOUR }, []],
    [
      'hours that end before they start are ignored',
      { hours: { 1: [{ start: '17:00', end: '09:00' }] } },
      [],
    ],
    [
      'hours that cannot be read are ignored, the others count',
      {
        hours: {
          1: [
            { start: 'nine', end: '25:99' },
            { start: '13:00', end: '14:00' },
          ],
        },
      },
      ['12:00'],
    ],
    ['a day may end at 24:00', { hours: { 1: [{ start: '23:00', end: '24:00' }] } }, ['22:00']],
    [
      'stretches that overlap offer the earliest start of either, never both',
      {
        hours: {
          1: [
            { start: '09:30', end: '11:30' },
            { start: '09:00', end: '10:00' },
          ],
        },
      },
      ['08:00', '09:00'],
    ],
    ['no working hours, no slots', { hours: {} }, []],
  ])('%s', (_name, change, times) => {
    expect(starts(findSlots({ ...monday, ...change }))).toEqual(times.map((time) => `2026-11-23T${time}:00Z`))
  })

  it('goes on over days and skips those without hours', () => {
    const hours: WorkingHours = {
      1: [{ start: '09:00', end: '10:00' }],
      3: [{ start: '16:30', end: '18:00' }],
    }
    expect(starts(findSlots({ ...monday, hours, until: at('2026-12-01T00:00:00Z') }))).toEqual([
      '2026-11-23T08:00:00Z',
      '2026-11-25T15:30:00Z',
      '2026-11-30T08:00:00Z',
    ])
  })

  it.each<[string, Partial<SlotRequest>]>([
    ['an unknown zone', { zone: 'Mars/Olympus' }],
    ['no duration', { durationMs: 0 }],
    ['a step of nothing', { stepMs: 0 }],
    ['a search without end', { until: Number.POSITIVE_INFINITY }],
    ['a start that is no number', { from: Number.NaN }],
  ])('%s is a clear error, not "no time free"', (_name, change) => {
    expect(() => findSlots({ ...monday, ...change })).toThrow(RangeError)
  })
})

describe('days of daylight saving', () => {
  const night: Pick<SlotRequest, 'now' | 'durationMs' | 'busy' | 'count'> = {
    now: at('2026-01-01T00:00:00Z'),
    durationMs: HOUR,
    busy: [],
    count: 20,
  }

  it('E20 a day that loses an hour has one slot fewer, each at its true instant', () => {
    // Madrid, Sunday 29 March 2026: 02:00 (+01:00) becomes 03:00 (+02:00).
    const slots = findSlots({
      ...night,
      zone: 'Europe/Madrid',
      hours: { 7: [{ start: '01:00', end: '05:00' }] },
      from: at('2026-03-28T12:00:00Z'),
      until: at('2026-03-29T12:00:00Z'),
    })
    expect(starts(slots)).toEqual(['2026-03-29T00:00:00Z', '2026-03-29T01:00:00Z', '2026-03-29T02:00:00Z'])
  })

  it('E20 a day that gains an hour has one slot more', () => {
    // New York, Sunday 1 November 2026: 02:00 (-04:00) becomes 01:00 (-05:00).
    const slots = findSlots({
      ...night,
      zone: 'America/New_York',
      hours: { 7: [{ start: '00:00', end: '03:00' }] },
      from: at('2026-10-31T12:00:00Z'),
      until: at('2026-11-01T12:00:00Z'),
    })
    expect(starts(slots)).toEqual([
      '2026-11-01T04:00:00Z',
      '2026-11-01T05:00:00Z',
      '2026-11-01T06:00:00Z',
      '2026-11-01T07:00:00Z',
    ])
  })

  it("E20 nine o'clock stays nine o'clock on the coach's wall over the change", () => {
    const slots = findSlots({
      ...night,
      zone: 'Europe/Madrid',
      hours: { 6: [{ start: '09:00', end: '10:00' }], 7: [{ start: '09:00', end: '10:00' }] },
      from: at('2026-10-24T00:00:00Z'),
      until: at('2026-10-26T00:00:00Z'),
    })
    expect(starts(slots)).toEqual(['2026-10-24T07:00:00Z', '2026-10-25T08:00:00Z'])
  })

  it('E20 a working-hour start that is skipped moves on by the gap', () => {
    const slots = findSlots({
      ...night,
      zone: 'Europe/Madrid',
      hours: { 7: [{ start: '02:30', end: '05:00' }] },
      from: at('2026-03-28T12:00:00Z'),
      until: at('2026-03-29T12:00:00Z'),
    })
    expect(starts(slots)).toEqual(['2026-03-29T01:30:00Z'])
  })

  it('E20 a zone that changes by half an hour keeps the grid in elapsed time', () => {
    // Lord Howe, Sunday 4 October 2026: 02:00 (+10:30) becomes 02:30 (+11:00).
    const slots = findSlots({
      ...night,
      zone: 'Australia/Lord_Howe',
      hours: { 7: [{ start: '01:00', end: '04:00' }] },
      from: at('2026-10-03T12:00:00Z'),
      until: at('2026-10-04T12:00:00Z'),
    })
    expect(starts(slots)).toEqual(['2026-10-03T14:30:00Z', '2026-10-03T15:30:00Z'])
  })

  it('a date that a zone never had gives no slots to the day after it', () => {
    // Samoa went from Thursday 29 to Saturday 31 December 2011.
    const slots = findSlots({
      ...night,
      now: at('2011-12-01T00:00:00Z'),
      zone: 'Pacific/Apia',
      hours: { 5: [{ start: '09:00', end: '11:00' }], 6: [{ start: '12:00', end: '13:00' }] },
      from: at('2011-12-29T22:00:00Z'),
      until: at('2012-01-01T00:00:00Z'),
    })
    expect(starts(slots)).toEqual(['2011-12-30T22:00:00Z'])
  })
})
