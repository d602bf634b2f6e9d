import { describe, expect, it } from 'vitest'
import { slotsOf } from './google/series.ts'
import { formatUtc } from './google/time.ts'

const NEW_YORK = 'America/New_York'

/** The first instants of a series that starts at a wall time, an hour long. */
const starts = (wall: string, zone: string, recurrence: readonly string[], limit = 6): readonly string[] => {
  const start = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).toInstant()
  const times = {
    start: { dateTime: start.toString(), timeZone: zone },
    end: { dateTime: start.add({ hours: 1 }).toString(), timeZone: zone },
    recurrence,
  }
  return [...slotsOf(times, 'UTC', limit)].map(({ startMs }) => formatUtc(startMs).replace(':00.000Z', 'Z'))
}

describe('a series keeps its wall time', () => {
  it('in autumn, when New York leaves daylight saving on 1 November 2026', () => {
    expect(starts('2026-10-25T10:00', NEW_YORK, ['RRULE:FREQ=WEEKLY;COUNT=3'])).toEqual([
      '2026-10-25T14:00Z',
      '2026-11-01T15:00Z',
      '2026-11-08T15:00Z',
    ])
  })

  it('in spring, when Madrid enters it on 28 March 2027', () => {
    expect(starts('2027-03-26T09:30', 'Europe/Madrid', ['RRULE:FREQ=DAILY;COUNT=4'])).toEqual([
      '2027-03-26T08:30Z',
      '2027-03-27T08:30Z',
      '2027-03-28T07:30Z',
      '2027-03-29T07:30Z',
    ])
  })

  it('and moves a time that daylight saving skips an hour on', () => {
    expect(starts('2027-03-27T02:30', 'Europe/Madrid', ['RRULE:FREQ=DAILY;COUNT=3'])).toEqual([
      '2027-03-27T01:30Z',
      '2027-03-28T01:30Z',
      '2027-03-29T00:30Z',
    ])
  })

  it('and takes the first of a time that comes twice', () => {
    expect(starts('2026-10-31T01:30', NEW_YORK, ['RRULE:FREQ=DAILY;COUNT=3'])).toEqual([
      '2026-10-31T05:30Z',
      '2026-11-01T05:30Z',
      '2026-11-02T06:30Z',
    ])
  })

  it('where half an hour is the difference (Lord Howe, 4 October 2026)', () => {
    expect(starts('2026-10-03T12:00', 'Australia/Lord_Howe', ['RRULE:FREQ=DAILY;COUNT=3'])).toEqual([
      '2026-10-03T01:30Z',
      '2026-10-04T01:00Z',
      '2026-10-05T01:00Z',
    ])
  })
})

describe('rules', () => {
  const days = (recurrence: string, wall = '2026-11-02T12:00', limit = 6): readonly string[] =>
    starts(wall, 'UTC', [recurrence], limit).map((instant) => instant.slice(0, 10))

  it.each([
    ['every third day', 'RRULE:FREQ=DAILY;INTERVAL=3;COUNT=3', ['2026-11-02', '2026-11-05', '2026-11-08']],
    [
      'every other month',
      'RRULE:FREQ=MONTHLY;INTERVAL=2;COUNT=3',
      ['2026-11-02', '2027-01-02', '2027-03-02'],
    ],
    [
      'every second week on two days',
      'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4',
      ['2026-11-02', '2026-11-04', '2026-11-16', '2026-11-18'],
    ],
    [
      'until an instant, which still counts',
      'RRULE:FREQ=WEEKLY;UNTIL=20261109T120000Z',
      ['2026-11-02', '2026-11-09'],
    ],
    ['until just before it', 'RRULE:FREQ=WEEKLY;UNTIL=20261109T115959Z', ['2026-11-02']],
    ['until a day', 'RRULE:FREQ=DAILY;UNTIL=20261103', ['2026-11-02', '2026-11-03']],
    [
      'on working days',
      'RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=6',
      ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06', '2026-11-09'],
    ],
    [
      'on the first Monday',
      'RRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=3',
      ['2026-11-02', '2026-12-07', '2027-01-04'],
    ],
    [
      'on the last Friday',
      'RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3',
      ['2026-11-02', '2026-11-27', '2026-12-25'],
    ],
    [
      'on the last working day',
      'RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3',
      ['2026-11-02', '2026-11-30', '2026-12-31'],
    ],
    [
      'on the last day of a month',
      'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3',
      ['2026-11-02', '2026-11-30', '2026-12-31'],
    ],
    [
      'every year in two months',
      'RRULE:FREQ=YEARLY;BYMONTH=2,11;COUNT=4',
      ['2026-11-02', '2027-02-02', '2027-11-02', '2028-02-02'],
    ],
    [
      'with a week that starts on Sunday',
      'RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO;COUNT=3',
      ['2026-11-02', '2026-11-15', '2026-11-16'],
    ],
  ])('%s', (_, rule, expected) => {
    expect(days(rule)).toEqual(expected)
  })

  it('skip months without the day (31st)', () => {
    expect(days('RRULE:FREQ=MONTHLY;COUNT=3', '2026-10-31T12:00')).toEqual([
      '2026-10-31',
      '2026-12-31',
      '2027-01-31',
    ])
  })

  it('come every four years on 29 February', () => {
    expect(days('RRULE:FREQ=YEARLY;COUNT=3', '2028-02-29T12:00')).toEqual([
      '2028-02-29',
      '2032-02-29',
      '2036-02-29',
    ])
  })

  it('end where a rule names no day any more, instead of searching for ever', () => {
    expect(days('RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')).toEqual(['2026-11-02'])
  })

  it('count before exceptions are taken out, and RDATE comes on top', () => {
    const zone = NEW_YORK
    const lines = [
      'RRULE:FREQ=WEEKLY;COUNT=3',
      `EXDATE;TZID=${zone}:20261101T100000`,
      'RDATE:20261103T180000Z',
    ]
    expect(starts('2026-10-25T10:00', zone, lines)).toEqual([
      '2026-10-25T14:00Z',
      '2026-11-03T18:00Z',
      '2026-11-08T15:00Z',
    ])
  })

  it('of whole days stay days', () => {
    const times = {
      start: { date: '2026-10-31' },
      end: { date: '2026-11-02' },
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'],
    }
    expect(
      [...slotsOf(times, NEW_YORK, 5)].map(({ stamp, start, end }) => [stamp, start.date, end.date]),
    ).toEqual([
      ['20261031', '2026-10-31', '2026-11-02'],
      ['20261107', '2026-11-07', '2026-11-09'],
    ])
  })

  it.each([
    ['an unknown part', 'RRULE:FREQ=WEEKLY;BYHOUR=3'],
    ['an unknown frequency', 'RRULE:FREQ=HOURLY'],
    ['both COUNT and UNTIL', 'RRULE:FREQ=DAILY;COUNT=2;UNTIL=20261109T120000Z'],
    ['a count of none', 'RRULE:FREQ=DAILY;COUNT=0'],
    ['no rule at all', 'FREQ=DAILY'],
  ])('with %s are refused', (_, rule) => {
    expect(() => starts('2026-11-02T12:00', 'UTC', [rule])).toThrow('Invalid recurrence rule')
  })
})
