import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guessOf, isTelling, type Meeting, meetingOf } from '../../lib/core/client-guess.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { DANA, NOW, participantOf, sessionOf } from '../helpers/books.ts'

const sight = { now: NOW, zone: 'Europe/Berlin', read: { start: NOW - 60 * DAY, end: NOW + 365 * DAY } }

/** A meeting so many days from now, at the same hour. */
const meeting = (days: number, over: Partial<Meeting> = {}): Meeting => ({
  key: `${days}#p`,
  uid: 'u',
  originalStart: null,
  title: 'Coaching',
  start: NOW + days * DAY,
  end: NOW + days * DAY + HOUR,
  answered: false,
  counts: false,
  ...over,
})

const every = (
  step: number,
  from: number,
  to: number,
  over: (days: number) => Partial<Meeting> = () => ({}),
) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) =>
    meeting(from + index * step, over(from + index * step)),
  )

const ofSeries = (days: number): Partial<Meeting> => ({ originalStart: NOW + days * DAY })

describe('what the calendar lets one guess of a client', () => {
  it('counts what is past and what is booked, and tells since when', () => {
    expect(guessOf(every(7, -21, 14), sight)).toEqual({
      seen: 3,
      since: NOW - 21 * DAY,
      countedSince: null,
      booked: 2,
      perMonth: 4,
      package: null,
    })
  })

  it('leaves out what is in the books and what was today: those count by their answer', () => {
    const today = meeting(0, { start: NOW - 3 * HOUR, end: NOW - 2 * HOUR })
    const answered = meeting(-7, { answered: true, counts: true })
    expect(guessOf([meeting(-14), answered, today], sight)).toMatchObject({
      seen: 1,
      countedSince: NOW - 7 * DAY,
    })
  })

  it('begins "today" where the coach is', () => {
    // 00:30 in Berlin on the day of NOW, still the day before in New York.
    const night = meeting(0, { start: NOW - 9.5 * HOUR, end: NOW - 9 * HOUR })
    expect(guessOf([night], sight).seen).toBe(0)
    const west = { ...sight, now: NOW - 5 * HOUR + DAY, zone: 'America/New_York' }
    expect(guessOf([night], west).seen).toBe(1)
  })

  it.each([
    ['weekly', 7, 4],
    ['every second week', 14, 2],
    ['once a month', 30, 1],
    ['twice a week', 3.5, 9],
  ])('%s is so many a month', (_name, step, perMonth) => {
    expect(guessOf(every(step, -56, 56), sight).perMonth).toBe(perMonth)
  })

  it('two sessions are no habit', () => {
    expect(guessOf(every(7, -7, 0), sight).perMonth).toBeNull()
  })

  const titled = (titles: readonly string[]) =>
    titles.map((title, index) => meeting((index - titles.length) * 7, { title }))

  it.each([
    ['counted with a stroke', ['Coaching 4/12', 'Coaching 5/12'], { sessions: 12, alreadyUsed: 5 }],
    ['counted in words', ['Session 1 of 6', 'Session 2 of 6'], { sessions: 6, alreadyUsed: 2 }],
    ['counted in Spanish', ['Sesión 7 de 8', 'Sesión 8 de 8'], { sessions: 8, alreadyUsed: 8 }],
    ['a date', ['Coaching 3/12', 'Coaching 10/12'], null],
    ['a whole date', ['Coaching 3/12/2026', 'Coaching 4/12/2026'], null],
    ['once', ['Coaching 3/12'], null],
    ['beyond its end', ['Coaching 12/12', 'Coaching 13/12'], null],
  ])('titles: %s', (_name, titles, expected) => {
    const found = guessOf(titled(titles), sight).package
    expect(found).toEqual(expected && { ...expected, from: 'titles' })
  })

  it('titles count those in the books too, which are not used twice', () => {
    const [first, second] = titled(['1/6', '2/6'])
    if (!first || !second) throw new Error('two')
    const both = [first, { ...second, answered: true, counts: true }]
    expect(guessOf(both, sight).package).toEqual({ sessions: 6, alreadyUsed: 1, from: 'titles' })
  })

  it('a series with a beginning and an end is a package of as many', () => {
    expect(guessOf(every(7, -35, 42, ofSeries), sight).package).toEqual({
      sessions: 12,
      alreadyUsed: 5,
      from: 'series',
    })
  })

  it.each([
    ['goes on for ever', every(7, -35, 364, ofSeries)],
    ['may be older than what was read', every(7, -56, 42, ofSeries)],
    ['is over', every(7, -35, -7, ofSeries)],
    [
      'is one of two',
      [...every(7, -35, 42, ofSeries), ...every(7, -34, 43, (d) => ({ ...ofSeries(d), uid: 'v' }))],
    ],
    ['is none, but single events', every(7, -35, 42)],
  ])('a series that %s tells no package', (_name, meetings) => {
    expect(guessOf(meetings, sight).package).toBeNull()
  })

  it('property: any order gives the same guess, which never exceeds what there is', () => {
    const anyMeeting = fc
      .record({ days: fc.integer({ min: -60, max: 60 }), answered: fc.boolean(), series: fc.boolean() })
      .map(({ days, answered, series }) =>
        meeting(days, { answered, counts: answered, ...(series ? ofSeries(days) : {}) }),
      )
    fc.assert(
      fc.property(fc.array(anyMeeting, { maxLength: 20 }), (meetings) => {
        const guess = guessOf(meetings, sight)
        expect(guessOf(meetings.toReversed(), sight)).toEqual(guess)
        expect(guess.seen + guess.booked).toBeLessThanOrEqual(meetings.length)
        if (guess.package) expect(guess.package.alreadyUsed).toBeLessThanOrEqual(guess.package.sessions)
      }),
    )
  })
})

describe('what tells of a client', () => {
  const dana = participantOf(DANA, 'dana@client.example')

  it.each([
    ['a session of before Afterward', { standing: 'history' as const }, dana, true],
    ['one called off', { standing: 'canceled' as const }, dana, false],
    ['one that is not coaching', { standing: 'aside' as const }, dana, false],
    ['one that the client declined', {}, { ...dana, response: 'declined' as const }, false],
  ])('%s', (_name, over, participant, telling) => {
    expect(isTelling(sessionOf(over), participant)).toBe(telling)
  })

  it('is in the books once it has an outcome', () => {
    const session = sessionOf()
    const outcome = { answerId: 'a', at: NOW, code: 'occurred', mark: 'completed', counts: true } as const
    const rest = { reschedule: false, override: null, conflict: false }
    const answered = { ...dana, outcome: { ...outcome, ...rest } }
    expect(meetingOf(session, dana)).toMatchObject({ answered: false, counts: false })
    expect(meetingOf(session, answered)).toMatchObject({ answered: true, counts: true })
  })
})
