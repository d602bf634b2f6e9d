import { describe, expect, it } from 'vitest'
import type { Calendar } from '../../lib/core/event.ts'
import { offeredDraft } from '../../lib/core/offered-event.ts'
import { HOUR } from '../../lib/core/time.ts'

const DANA = { name: 'Dana Reyes', address: 'dana@client.example' } as const
const start = Date.UTC(2026, 10, 24, 10)

const draftOf = (
  way: 'hold' | 'invite',
  joinLink: string | null,
  provider: Calendar['provider'],
  client: { readonly name: string | null; readonly address: string | null } = DANA,
) =>
  offeredDraft({ start, end: start + HOUR, eventId: 'e', state: 'queued' }, 0, {
    proposal: { id: 'p', way },
    until: start + 3 * HOUR,
    session: { title: 'Coaching: Dana', private: false, joinLink },
    client,
    calendar: { provider },
    zone: 'Europe/Madrid',
  })

describe('how an invited client joins', () => {
  it.each([
    ['google', 'https://meet.google.com/abc-defg-hij', 'a new meeting'],
    ['outlook', 'https://teams.microsoft.com/l/meetup-join/19%3a', 'a new meeting'],
    ['outlook', 'https://teams.live.com/meet/93', 'a new meeting'],
    ['practice', 'https://meet.practice.example/room', 'a new meeting'],
    // A room of the coach's own, or another service's meeting, is where it was.
    ['google', 'https://zoom.us/j/123', 'the same link'],
    ['google', 'https://teams.microsoft.com/l/meetup-join/19%3a', 'the same link'],
    ['outlook', 'https://meet.google.com/abc-defg-hij', 'the same link'],
    ['outlook', 'https://evil.example/?https://teams.microsoft.com/', 'the same link'],
    ['google', null, 'no link'],
  ] as const)('in %s, where it was %s: %s', (provider, joinLink, how) => {
    const { description, meeting = false } = draftOf('invite', joinLink, provider)
    expect({ description, meeting }).toEqual(
      how === 'the same link'
        ? { description: joinLink, meeting: false }
        : { description: '', meeting: how === 'a new meeting' },
    )
  })
})

describe('a hold', () => {
  it.each([
    ['hold', DANA],
    // Nobody could be invited: what stands for the time says nothing of them.
    ['invite', { name: 'Dana Reyes', address: null }],
  ] as const)('says nothing of whom it is for (%s)', (way, client) => {
    const draft = draftOf(way, 'https://zoom.us/j/123', 'google', client)
    expect(draft).toMatchObject({
      title: 'Hold',
      description: '',
      status: 'tentative',
      private: true,
      attendees: [],
    })
    expect(JSON.stringify(draft)).not.toContain('Dana')
    expect(draft.marks).toEqual({ aw: '1', 'aw1.h': 'p:0', 'aw1.u': String(start + 3 * HOUR) })
  })
})
