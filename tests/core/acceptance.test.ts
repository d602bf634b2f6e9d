import { describe, expect, it } from 'vitest'
import { signsOf } from '../../lib/core/acceptance.ts'
import type { Attendee, CalendarEvent } from '../../lib/core/event.ts'
import type { Proposal } from '../../lib/core/proposal.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { eventOf, NOW } from '../helpers/books.ts'

const DANA = 'dana@client.example'
const slot = (index: number) => ({
  start: NOW + index * DAY,
  end: NOW + index * DAY + HOUR,
  eventId: `e${index}`,
  state: 'held' as const,
})

const proposal: Proposal = {
  id: 'q',
  after: 'uid|-#0123456789',
  purpose: 'makeup',
  way: 'invite',
  calendarKey: 'work',
  slots: [1, 2, 3].map(slot),
  state: 'open',
  createdAt: NOW,
  expiresAt: NOW + 5 * DAY,
}

const event = (index: number, dana: Partial<Attendee>, over: Partial<CalendarEvent> = {}): CalendarEvent =>
  eventOf({
    id: `e${index}`,
    start: slot(index).start,
    end: slot(index).end,
    attendees: [
      {
        email: DANA,
        name: null,
        response: 'needs-action',
        self: false,
        organiser: false,
        optional: false,
        resource: false,
        ...dana,
      },
    ],
    ...over,
  })

const signs = (
  events: readonly CalendarEvent[],
  over: Partial<Proposal> = {},
  address: string | null = DANA,
) => signsOf({ ...proposal, ...over }, new Map(events.map((each) => [each.id, each])), address)

describe('what a client answered to invitations', () => {
  it('of two accepted the one accepted first wins, whatever their dates', () => {
    const found = signs([
      event(1, { response: 'accepted' }, { updated: NOW + 2 }),
      event(2, { response: 'declined' }),
      event(3, { response: 'accepted' }, { updated: NOW + 1 }),
    ])
    expect(found.map(({ what, eventId }) => [what, eventId])).toEqual([
      ['accepted', 'e3'],
      ['accepted', 'e1'],
      ['declined', 'e2'],
    ])
  })

  it('a proposed time stands for what was asked for, whatever the answer beside it', () => {
    const proposedTime = { start: NOW + 9 * DAY, end: NOW + 9 * DAY + HOUR }
    expect(signs([event(1, { response: 'declined', proposedTime })])).toEqual([
      { what: 'other-time', eventId: 'e1', at: proposedTime },
    ])
  })

  it('an accepted event that was moved is accepted where it stands now', () => {
    const at = { start: NOW + 7 * DAY, end: NOW + 7 * DAY + HOUR }
    expect(signs([event(1, { response: 'accepted' }, at)])).toMatchObject([{ what: 'accepted', at }])
  })

  it.each([
    ['no answer', [event(1, {})], {}, DANA],
    ['perhaps', [event(1, { response: 'tentative' })], {}, DANA],
    ['somebody else’s answer', [event(1, { response: 'accepted', email: 'x@y.example' })], {}, DANA],
    ['an event that is gone', [event(1, { response: 'accepted' }, { status: 'cancelled' })], {}, DANA],
    ['a hold', [event(1, { response: 'accepted' })], { way: 'hold' as const }, DANA],
    ['an offer that is over', [event(1, { response: 'accepted' })], { state: 'withdrawn' as const }, DANA],
    ['a client without an address', [event(1, { response: 'accepted' })], {}, null],
  ])('says nothing: %s', (_what, events, over, address) => {
    expect(signs(events, over, address)).toEqual([])
  })
})
