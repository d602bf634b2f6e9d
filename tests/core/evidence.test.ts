import { describe, expect, it } from 'vitest'
import { evidence, isCanceledInTime, noticeOf, type Sighting } from '../../lib/core/evidence.ts'
import { type Observed, observe } from '../../lib/core/observe.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { NOW, sessionOf } from '../helpers/books.ts'

const DANA = 'dana@client.example'
const START = NOW + 3 * DAY
const sighting = (over: Partial<Sighting> = {}): Sighting => ({
  what: 'declined',
  by: 'client',
  address: DANA,
  notBefore: START - 32 * HOUR,
  notAfter: START - 31 * HOUR,
  start: START,
  to: null,
  ...over,
})
const declinedBy = (sightings: readonly Sighting[]) => {
  const session = sessionOf({ start: START, end: START + HOUR, sightings })
  return {
    ...session,
    participants: session.participants.map((person) => ({ ...person, response: 'declined' as const })),
  }
}
const goneWith = (sightings: readonly Sighting[]) => {
  const session = sessionOf({ start: START, end: START + HOUR, sightings })
  return { ...session, copies: session.copies.map((copy) => ({ ...copy, goneAt: NOW })) }
}
const gone = (over: Partial<Sighting> = {}) =>
  sighting({ what: 'gone', by: 'unknown', address: null, ...over })
const OVER = START + HOUR

describe('canceled in time, as the calendar shows it', () => {
  it.each([
    ['one millisecond too little', DAY - 1, false],
    ['exactly 24 h', DAY, true],
    ['more', DAY + 1, true],
  ])('E21 with %s of notice', (_, notice, inTime) => {
    const declined = declinedBy([sighting({ notAfter: START - notice })])
    expect(isCanceledInTime(declined, DAY, OVER)).toBe(inTime)
    const deleted = goneWith([gone({ notAfter: START - notice })])
    expect(isCanceledInTime(deleted, DAY, NOW)).toBe(inTime)
  })

  it('E09 what went while nobody looked is in time only if the least notice is enough', () => {
    const span = gone({ notBefore: START - 3 * DAY, notAfter: START - 10 * HOUR })
    expect(noticeOf(span)).toEqual({ min: 10 * HOUR, max: 3 * DAY })
    expect(isCanceledInTime(goneWith([span]), DAY, OVER)).toBe(false)
    expect(evidence(goneWith([span]), DAY, OVER)).toMatchObject([{ fits: null, contrary: true }])
  })

  it('E13 a decline is weighed at the end, until then only likely', () => {
    const session = declinedBy([sighting()])
    expect(isCanceledInTime(session, DAY, OVER - 1)).toBe(false)
    expect(evidence(session, DAY, OVER - 1)).toMatchObject([{ likely: true, fits: 'canceled-in-time' }])
    expect(isCanceledInTime(session, DAY, OVER)).toBe(true)
  })

  it('E13 a decline that was taken back says nothing', () => {
    const session = sessionOf({
      start: START,
      end: OVER,
      sightings: [sighting(), sighting({ what: 'accepted' })],
    })
    expect(isCanceledInTime(session, DAY, OVER)).toBe(false)
    expect(evidence(session, DAY, OVER)).toMatchObject([{ sighting: null, contrary: false }])
  })

  it('E14 is never by the coach’s own hand, and a late deletion by nobody knows whom marks nothing', () => {
    const byCoach = sighting({ by: 'coach', address: null })
    expect(isCanceledInTime(sessionOf({ start: START, end: OVER, sightings: [byCoach] }), DAY, OVER)).toBe(
      false,
    )
    expect(isCanceledInTime(goneWith([gone({ by: 'coach' })]), DAY, OVER)).toBe(false)
    const late = gone({ notBefore: START - 20 * HOUR, notAfter: START - 19 * HOUR })
    expect(evidence(goneWith([late]), DAY, OVER)).toMatchObject([{ fits: null, contrary: true }])
    const byClient = { ...late, by: 'client' as const }
    expect(evidence(goneWith([byClient]), DAY, OVER)).toMatchObject([{ fits: 'client-late-cancel' }])
  })

  it('takes every client of a group to cancel it', () => {
    const session = declinedBy([sighting()])
    const [dana] = session.participants
    const group = {
      ...session,
      participants: [
        dana!,
        { ...dana!, id: 'other', address: 'lee@x.example', response: 'accepted' as const },
      ],
    }
    expect(isCanceledInTime(group, DAY, OVER)).toBe(false)
    expect(evidence(group, DAY, OVER)).toMatchObject([
      { fits: 'canceled-in-time' },
      { fits: null, contrary: false },
    ])
  })

  it('E20 notice is elapsed time: 24 h on the clock over a change of the clock may be 23 or 25', () => {
    // Sunday 29 March 2026, 10:00 in Madrid (summer time began at 02:00); declined Saturday at 10:00: 23 h before.
    const spring = Date.UTC(2026, 2, 29, 8)
    const saturday = Date.UTC(2026, 2, 28, 9)
    const late = sighting({ start: spring, notBefore: saturday - MINUTE, notAfter: saturday })
    expect(noticeOf(late).min).toBe(23 * HOUR)
    const inSpring = { ...declinedBy([late]), start: spring, end: spring + HOUR }
    expect(isCanceledInTime(inSpring, DAY, spring + HOUR)).toBe(false)
    // Sunday 25 October 2026, 10:00 in Madrid; declined Saturday at 10:30: 24 h 30 min before.
    const autumn = Date.UTC(2026, 9, 25, 9)
    const early = sighting({ start: autumn, notAfter: Date.UTC(2026, 9, 24, 8, 30) })
    expect(noticeOf(early).min).toBe(24.5 * HOUR)
    const inAutumn = { ...declinedBy([early]), start: autumn, end: autumn + HOUR }
    expect(isCanceledInTime(inAutumn, DAY, autumn + HOUR)).toBe(true)
  })
})

describe('what is seen', () => {
  const people = (response: 'accepted' | 'declined' | 'needs-action') => [
    { address: DANA, name: null, response },
  ]
  const seen: Observed = {
    start: START,
    lives: true,
    people: people('accepted'),
    coachDeclined: false,
    organisedByClient: false,
    updated: null,
  }
  const look = { now: NOW, seenBefore: NOW - HOUR }
  const was = sessionOf({ start: START, end: OVER })

  it('is nothing where nothing changed', () => {
    expect(observe(was, seen, look)).toBe(was.sightings)
  })

  it.each<[string, Partial<Observed>, Partial<Sighting>]>([
    ['a decline', { people: people('declined') }, { what: 'declined', by: 'client', address: DANA }],
    [
      'a decline, not later than the last change',
      { people: people('declined'), updated: NOW - MINUTE },
      { what: 'declined', notAfter: NOW - MINUTE },
    ],
    [
      'a decline, not earlier than the last look',
      { people: people('declined'), updated: NOW - 2 * HOUR },
      { what: 'declined', notAfter: NOW },
    ],
    ['the coach’s decline', { coachDeclined: true }, { what: 'declined', by: 'coach', address: null }],
    ['a move', { start: START + DAY }, { what: 'moved', by: 'unknown', start: START, to: START + DAY }],
    [
      'a move by the client',
      { start: START + DAY, organisedByClient: true },
      { what: 'moved', by: 'client' },
    ],
    [
      'a deletion',
      { lives: false, people: [], updated: NOW - MINUTE },
      { what: 'gone', by: 'unknown', notAfter: NOW, start: START },
    ],
    [
      'a cancelation by the client who organised it',
      { lives: false, people: [], organisedByClient: true },
      { what: 'gone', by: 'client' },
    ],
  ])('is %s, between the last look and now', (_, change, found) => {
    const sightings = observe(was, { ...seen, ...change }, look)
    expect(sightings).toMatchObject([{ notBefore: NOW - HOUR, notAfter: NOW, ...found }])
  })

  it('has no earliest time at first sight', () => {
    expect(observe(undefined, { ...seen, people: people('declined') }, look)).toMatchObject([
      { what: 'declined', notBefore: null, notAfter: NOW },
    ])
  })

  it('comes back, and is not remembered for ever', () => {
    let session = was
    for (let round = 0; round < 40; round++) {
      const lives = round % 2 === 1
      const sightings = observe(session, { ...seen, lives }, { now: NOW + round, seenBefore: NOW })
      expect(sightings.at(-1)?.what).toBe(lives ? 'back' : 'gone')
      session = {
        ...session,
        sightings,
        copies: was.copies.map((copy) => ({ ...copy, goneAt: lives ? null : NOW })),
      }
    }
    expect(session.sightings).toHaveLength(24)
  })
})
