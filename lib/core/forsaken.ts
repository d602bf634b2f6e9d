import { MARK, readMarks } from './annotation.ts'
import type { CalendarEvent } from './event.ts'
import { isInvitation, isNamed } from './offered-event.ts'
import { DAY } from './time.ts'

/** Whoever made an offer ends it first: others wait for so long, ms. */
const PATIENCE = DAY

/** What is looked at of an event; times in epoch ms. */
type Seen = Pick<CalendarEvent, 'status' | 'title' | 'attendees' | 'organiser' | 'marks'> & {
  readonly startMs: number
  readonly endMs: number
}

/** A hold of an offer, by its number among the times. */
export type Hold<E> = { readonly event: E; readonly slot: number }

/** The end of its offer's days, as a hold says; never, where it does not. */
const daysEnd = ({ marks }: Seen): number => {
  const written = marks[MARK.until]
  return written !== undefined && /^\d{1,15}$/.test(written) ? Number(written) : Number.POSITIVE_INFINITY
}

const isOwn = ({ status, organiser }: Seen): boolean => status !== 'cancelled' && organiser?.self !== false

/** Still only ours: an invitation has a guest, and what somebody named is theirs. */
const isPlain = (event: Seen): boolean => isOwn(event) && event.attendees.length === 0 && !isNamed(event)

/** Those of offers that are not known here, by the id of their offer. */
const unknown = <E extends Seen>(
  events: readonly E[],
  isKnown: (proposalId: string, event: E) => boolean,
): ReadonlyMap<string, readonly Hold<E>[]> => {
  const offers = new Map<string, Hold<E>[]>()
  for (const event of events) {
    const { hold } = readMarks(event.marks)
    if (hold === null || isKnown(hold.proposalId, event)) continue
    offers.set(hold.proposalId, [...(offers.get(hold.proposalId) ?? []), { event, slot: hold.slot }])
  }
  return offers
}

/**
 * Holds that nobody takes away any more, by the id of their offer: no offer here knows them (`isKnown`), because the books are of before it
 * was made or those of its browser are gone, and it has been over for long enough that a browser which knows it would have ended it. It is
 * over with its days, or when the last of its times has begun. `now` in epoch ms.
 */
export const forsakenHolds = <E extends Seen>(
  events: readonly E[],
  isKnown: (proposalId: string) => boolean,
  now: number,
): ReadonlyMap<string, readonly Hold<E>[]> => {
  const isOver = (holds: readonly Hold<E>[]): boolean =>
    Math.min(
      Math.max(...holds.map(({ event }) => daysEnd(event))),
      Math.max(...holds.map(({ event }) => event.startMs)),
    ) <=
    now - PATIENCE
  return new Map([...unknown(events.filter(isPlain), isKnown)].filter(([, holds]) => isOver(holds)))
}

/**
 * Offers that nobody knows any more (`isKnown`) and of which nothing is left, by their ids: all that stood for them was deleted, by the
 * coach's own hand, and so long ago that a browser which knows the offer would have ended it. `now` in epoch ms.
 */
export const deletedOffers = (
  events: readonly (Seen & { readonly seenAt: number })[],
  isKnown: (proposalId: string) => boolean,
  now: number,
): readonly string[] =>
  [...unknown(events, isKnown)]
    .filter(([, all]) =>
      all.every(({ event }) => event.status === 'cancelled' && event.seenAt <= now - PATIENCE),
    )
    .map(([id]) => id)

/** An invitation that was accepted, with the addresses of those who did, in lower case. */
export type Accepted<E> = Hold<E> & { readonly by: readonly string[] }

const acceptedBy = ({ attendees }: Seen): readonly string[] =>
  attendees
    .filter(({ self, resource, response }) => !self && !resource && response === 'accepted')
    .map(({ email }) => email.toLowerCase())

/**
 * Accepted invitations that nobody makes a session any more, by the id of their offer: no offer here sees to them (`isKnown`), and their time
 * has been over for so long that a browser which knows them has had the time to ask the coach. One that nobody accepted may still be on
 * offer there, or have been declined: it is left. `now` in epoch ms.
 */
export const forsakenInvitations = <E extends Seen>(
  events: readonly E[],
  isKnown: (proposalId: string, event: E) => boolean,
  now: number,
): ReadonlyMap<string, readonly Accepted<E>[]> => {
  const over = events.filter((event) => isOwn(event) && isInvitation(event) && event.endMs <= now - PATIENCE)
  const offers = [...unknown(over, isKnown)].map(
    ([id, all]) =>
      [
        id,
        all.map((each) => ({ ...each, by: acceptedBy(each.event) })).filter(({ by }) => by.length > 0),
      ] as const,
  )
  return new Map(offers.filter(([, accepted]) => accepted.length > 0))
}
