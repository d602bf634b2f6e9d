import { describe, expect, it } from 'vitest'
import { evidence, isCanceledInTime, type Sighting } from '../../lib/core/evidence.ts'
import type { Participant } from '../../lib/core/session.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { DANA, LEE, NOW, participantOf, sessionOf, sightingOf } from '../helpers/books.ts'

const START = NOW + 3 * DAY
const END = START + HOUR

const declined = (id: string, address: string): Participant => ({
  ...participantOf(id, address),
  response: 'declined',
})
const dana = declined(DANA, 'dana@client.example')
const seen = (sightings: readonly Sighting[], participants: readonly Participant[] = [dana]) =>
  sessionOf({ start: START, end: END, sightings: [...sightings], participants: [...participants] })
const between = (most: number | null, least: number) =>
  sightingOf(START, { notBefore: most === null ? null : START - most, notAfter: START - least })
const fits = (sighting: Sighting, now = END) => evidence(seen([sighting]), DAY, now)[0]?.fits

describe('the answer that fits what the calendar shows', () => {
  it('E21 is “canceled in time” from exactly enough notice on, and not a millisecond sooner', () => {
    expect(fits(between(DAY + HOUR, DAY))).toBe('canceled-in-time')
    expect(fits(between(DAY + HOUR, DAY - 1))).toBeNull()
  })

  it('E09 is “at the last minute” only when it cannot have been in time, not even by a millisecond', () => {
    expect(fits(between(DAY - 1, HOUR))).toBe('client-late-cancel')
    expect(fits(between(DAY, HOUR))).toBeNull()
  })

  it('is none when it was only done once the session had begun', () => {
    expect(fits(between(1, -HOUR))).toBe('client-late-cancel')
    expect(fits(between(0, -HOUR))).toBeNull()
  })

  it('E13 is likely until the session ends, and weighed from that very millisecond on', () => {
    const [before, after] = [END - 1, END].map((now) => evidence(seen([between(DAY, HOUR)]), DAY, now)[0])
    expect([before?.likely, after?.likely]).toEqual([true, false])
  })
})

describe('what counts as notice', () => {
  it('is the decline that stands, not one that was taken back before it', () => {
    const early = between(32 * HOUR, 31 * HOUR)
    const back = { ...between(30 * HOUR, 29 * HOUR), what: 'accepted' } as const
    const late = between(3 * HOUR, 2 * HOUR)
    const session = seen([early, back, late])
    expect(isCanceledInTime(session, DAY, END)).toBe(false)
    expect(evidence(session, DAY, END)).toMatchObject([
      { fits: 'client-late-cancel', notice: { min: 2 * HOUR, max: 3 * HOUR } },
    ])
  })

  it('E15 is each one’s own in a group, whoever declined last', () => {
    const lee = declined(LEE, 'lee@client.example')
    const late = { ...between(3 * HOUR, 2 * HOUR), address: 'lee@client.example' }
    const session = seen([between(32 * HOUR, 31 * HOUR), late], [dana, lee])
    expect(evidence(session, DAY, END).map((each) => each.fits)).toEqual([
      'canceled-in-time',
      'client-late-cancel',
    ])
    expect(isCanceledInTime(session, DAY, END)).toBe(false)
  })
})
