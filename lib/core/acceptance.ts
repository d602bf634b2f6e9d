import type { CalendarEvent } from './event.ts'
import { isKept, type Proposal } from './proposal.ts'
import type { Interval } from './time.ts'

/** What a client's answer to an invitation says of one offered time. */
export type Sign =
  /** `since`: when it was first there to be seen (epoch ms), which decides between two. */
  | { readonly what: 'accepted'; readonly eventId: string; readonly at: Interval; readonly since: number }
  /** Another time was asked for instead (Graph). */
  | { readonly what: 'other-time'; readonly eventId: string; readonly at: Interval }
  | { readonly what: 'declined'; readonly eventId: string }

const timed = ({ start, end }: CalendarEvent): Interval | null =>
  typeof start === 'number' && typeof end === 'number' ? { start, end } : null

const signOf = (event: CalendarEvent, address: string): Sign | null => {
  const guest = event.attendees.find(({ email }) => email === address)
  const at = timed(event)
  if (guest === undefined || at === null || event.status === 'cancelled') return null
  const eventId = event.id
  if (guest.proposedTime !== undefined) return { what: 'other-time', eventId, at: guest.proposedTime }
  if (guest.response === 'declined') return { what: 'declined', eventId }
  return guest.response === 'accepted' ? { what: 'accepted', eventId, at, since: event.updated ?? 0 } : null
}

/**
 * What the client of an open proposal answered, as the stored events show it (PRODUCT 6). Of two accepted times the one accepted first
 * comes first: that one wins. Nothing is ever booked by a sign alone: the coach confirms it once.
 */
export const signsOf = (
  proposal: Proposal,
  events: ReadonlyMap<string, CalendarEvent>,
  address: string | null,
): readonly Sign[] => {
  if (proposal.state !== 'open' || proposal.way !== 'invite' || address === null) return []
  const signs = proposal.slots.filter(isKept).flatMap(({ eventId }) => {
    const event = events.get(eventId)
    return (event && signOf(event, address)) ?? []
  })
  const rank = { accepted: 0, 'other-time': 1, declined: 2 }
  const since = (sign: Sign): number => ('since' in sign ? sign.since : 0)
  return signs.toSorted((a, b) => rank[a.what] - rank[b.what] || since(a) - since(b))
}
