import { expect, it } from 'vitest'
import type { Sighting } from '../../lib/core/evidence.ts'
import { KEPT_SIGHTINGS } from '../../lib/core/observe.ts'
import type { Copy, Session } from '../../lib/core/session-row.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { peopleOf } from '../../lib/core/view/people.ts'
import { timelineOf } from '../../lib/core/view/timeline.ts'
import { clientOf, NOW, sessionOf, sightingOf } from '../helpers/books.ts'

const START = NOW - HOUR
const sighting = (over: Partial<Sighting> = {}) => sightingOf(START, over)
const copy = (over: Partial<Copy> = {}): Copy => ({
  calendarKey: 'work',
  eventId: 'event1',
  seriesId: null,
  writable: true,
  organisedByCoach: true,
  lastSeenAt: NOW - DAY,
  goneAt: null,
  ...over,
})
const people = peopleOf([
  clientOf('Dana Reyes', { addresses: ['dana@client.example'] }),
  clientOf('Lee Park', { addresses: ['lee@client.example'] }),
])
const calendars = new Map([['work', { name: 'Work', pulledAt: NOW - 10 * MINUTE }]])
const timeline = (over: Partial<Session> = {}) => timelineOf(sessionOf(over), people, calendars)

it('E09 keeps what was seen in its order, each with whose it was and its notice as an interval', () => {
  const lost = sighting({
    what: 'gone',
    by: 'unknown',
    address: null,
    notBefore: START - 30 * HOUR,
    notAfter: START - 2 * HOUR,
  })
  const { lines } = timeline({ sightings: [lost, sighting()] })
  expect(lines.map(({ sighting: { what }, name, notice }) => [what, name, notice])).toEqual([
    ['declined', 'Dana Reyes', { min: 19 * HOUR, max: 20 * HOUR }],
    ['gone', null, { min: 2 * HOUR, max: 30 * HOUR }],
  ])
})

it('E12 names whose answer it was also after the address was exchanged for another', () => {
  const { lines, names } = timeline({
    sightings: [sighting({ address: 'lee@client.example' }), sighting({ address: 'who@client.example' })],
  })
  expect(lines.map(({ name }) => name)).toEqual(['Lee Park', 'who@client.example'])
  expect(names).toEqual(['Dana Reyes'])
})

it.each([
  ['added by hand', { recognisedBy: 'hand' }, 'hand'],
  ['booked through Afterward', { recognisedBy: 'makeup' }, 'booked'],
  ['there at the first look', {}, 'there'],
  ['appeared since', { firstSeenAt: NOW - DAY }, 'appeared'],
  ['a make-up that another browser booked', { recognisedBy: 'makeup', firstSeenAt: NOW - DAY }, 'appeared'],
] as const)('tells how it came: %s', (_, over, came) => {
  expect(timeline(over).came).toBe(came)
})

it('E10 tells the start that it first had, until that is not kept any more', () => {
  const moved = sighting({ what: 'moved', by: 'unknown', address: null, start: START - DAY, to: START })
  expect(timeline({ sightings: [sighting(), moved] }).firstStart).toBe(START - DAY)
  expect(timeline().firstStart).toBe(START)
  const often = Array.from({ length: KEPT_SIGHTINGS }, () => moved)
  expect(timeline({ sightings: often })).toMatchObject({ cut: true, firstStart: null })
})

it('E11 a copy that lives was there at the last reading of its calendar, one that went when it was last seen', () => {
  const { copies } = timeline({
    copies: [
      copy(),
      copy({ eventId: 'b', goneAt: NOW - HOUR }),
      copy({ calendarKey: 'left', lastSeenAt: NOW - 3 * DAY }),
    ],
  })
  expect(copies).toEqual([
    { calendar: 'Work', seenAt: NOW - 10 * MINUTE, goneAt: null },
    { calendar: 'Work', seenAt: NOW - DAY, goneAt: NOW - HOUR },
    { calendar: null, seenAt: NOW - 3 * DAY, goneAt: null },
  ])
})
