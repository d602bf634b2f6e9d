import { describe, expect, it } from 'vitest'
import type { Attendee, CalendarEvent } from '../../lib/core/event.ts'
import { deletedOffers, forsakenHolds, forsakenInvitations } from '../../lib/core/forsaken.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { eventOf, NOW } from '../helpers/books.ts'

/** A hold of the offer `p` as the calendar shows it; by default one whose offer is over since a day. */
const holdOf = (
  over: Partial<CalendarEvent> & { readonly startMs?: number; readonly endMs?: number } = {},
) => ({
  ...eventOf({
    title: 'Hold',
    attendees: [],
    marks: { aw: '1', 'aw1.h': 'p:1', 'aw1.u': String(NOW - DAY) },
  }),
  startMs: NOW + 3 * DAY,
  endMs: NOW + 3 * DAY + HOUR,
  ...over,
})
const GUEST: Attendee = {
  ...{ email: 'dana@client.example', name: null, self: false, organiser: false, optional: false },
  ...{ resource: false, response: 'accepted' },
}
const unknown = () => false
const found = (events: readonly ReturnType<typeof holdOf>[], isKnown: (id: string) => boolean = unknown) =>
  [...forsakenHolds(events, isKnown, NOW)].map(([id, holds]) => [id, ...holds.map(({ slot }) => slot)])
const marked = (until: string, slot = 1) => ({ aw: '1', 'aw1.h': `p:${slot}`, 'aw1.u': until })

describe('a hold of an offer that no book knows', () => {
  it('goes a day after the days of its offer are over, and not a millisecond sooner', () => {
    expect(found([holdOf()])).toEqual([['p', 1]])
    expect(found([holdOf({ marks: marked(String(NOW - DAY + 1)) })])).toEqual([])
  })

  it('goes a day after the last of its times has begun, also where it does not say how long it was to be held', () => {
    const marks = { aw: '1', 'aw1.h': 'p:0' }
    const past = holdOf({ marks, startMs: NOW - DAY })
    expect(found([past])).toEqual([['p', 0]])
    expect(found([past, holdOf({ marks: { ...marks, 'aw1.h': 'p:1' }, startMs: NOW - DAY + 1 })])).toEqual([])
    expect(found([holdOf({ marks: marked(String(NOW + 9 * DAY)), startMs: NOW - DAY })])).toEqual([['p', 1]])
  })

  it('goes together with the others of its offer', () => {
    const others = [holdOf(), holdOf({ marks: marked(String(NOW - DAY), 0) })]
    expect(found(others)).toEqual([['p', 1, 0]])
    expect(found([...others, holdOf({ marks: marked(String(NOW), 2) })])).toEqual([])
  })

  it.each<[string, Partial<CalendarEvent>]>([
    ['an invitation', { attendees: [GUEST] }],
    ['one that was named', { title: 'Lunch' }],
    ['one that was deleted', { status: 'cancelled' }],
    ['one in somebody else’s name', { organiser: { email: 'sam@work.example', name: null, self: false } }],
    ['an event that is none', { marks: { aw: '1' } }],
  ])('is not %s', (_, over) => {
    expect(found([holdOf(over)])).toEqual([])
  })

  it('is not that of an offer which is known, whatever became of it', () => {
    expect(found([holdOf()], (id) => id === 'p')).toEqual([])
  })

  it('says a time that can be believed, or none', () => {
    for (const until of ['', '-1', '1e3', 'soon', '9'.repeat(16)])
      expect(found([holdOf({ marks: marked(until) })])).toEqual([])
  })
})

describe('an invitation of an offer that no book knows', () => {
  const invited = (over: Parameters<typeof holdOf>[0] = {}) =>
    holdOf({
      title: 'Coaching',
      attendees: [GUEST],
      marks: { aw: '1', 'aw1.h': 'p:1' },
      endMs: NOW - DAY,
      ...over,
    })
  const due = (events: readonly ReturnType<typeof holdOf>[], isKnown: (id: string) => boolean = unknown) =>
    [...forsakenInvitations(events, isKnown, NOW)].map(([id, all]) => [
      id,
      ...all.map(({ slot, by }) => [slot, ...by]),
    ])

  it('is a meeting a day after its time is over, and not a millisecond sooner', () => {
    expect(due([invited()])).toEqual([['p', [1, 'dana@client.example']]])
    expect(due([invited({ endMs: NOW - DAY + 1 })])).toEqual([])
  })

  it('is one only where somebody said yes, who is neither the coach nor a room', () => {
    expect(due([invited({ attendees: [{ ...GUEST, response: 'declined' }] })])).toEqual([])
    expect(due([invited({ attendees: [{ ...GUEST, response: 'needs-action' }] })])).toEqual([])
    expect(
      due([
        invited({
          attendees: [
            { ...GUEST, self: true },
            { ...GUEST, resource: true },
          ],
        }),
      ]),
    ).toEqual([])
  })

  it('is left to whoever knows its offer, and never a hold, shared by the coach or not', () => {
    expect(due([invited()], () => true)).toEqual([])
    expect(due([invited({ attendees: [] })])).toEqual([])
    expect(due([invited({ marks: marked(String(NOW - 9 * DAY)) })])).toEqual([])
    expect(due([invited({ status: 'cancelled' })])).toEqual([])
    expect(due([invited({ organiser: { email: 'o@else.example', name: null, self: false } })])).toEqual([])
  })
})

describe('an offer that no book knows, and of which nothing is left', () => {
  const deleted = (slot: number, seenAt: number) => ({
    ...holdOf({ status: 'cancelled', marks: marked(String(NOW + 5 * DAY), slot) }),
    seenAt,
  })
  const standing = { ...holdOf({ marks: marked(String(NOW + 5 * DAY), 2) }), seenAt: NOW - 9 * DAY }

  it('is over a day after the last of its times was seen deleted, and not a millisecond sooner', () => {
    expect(deletedOffers([deleted(0, NOW - 2 * DAY), deleted(1, NOW - DAY)], unknown, NOW)).toEqual(['p'])
    expect(deletedOffers([deleted(0, NOW - 2 * DAY), deleted(1, NOW - DAY + 1)], unknown, NOW)).toEqual([])
  })

  it('is not one of which any time still stands, or that is known here', () => {
    expect(deletedOffers([deleted(0, NOW - 2 * DAY), standing], unknown, NOW)).toEqual([])
    expect(deletedOffers([deleted(0, NOW - 2 * DAY)], (id) => id === 'p', NOW)).toEqual([])
  })
})
