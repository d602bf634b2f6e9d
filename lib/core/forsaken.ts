import { MARK, readMarks } from './annotation.ts'
import type { CalendarEvent } from './event.ts'
import { isNamed } from './offered-event.ts'
import { DAY } from './time.ts'

/** Whoever made an offer ends it first: others wait for so long, ms. */
const PATIENCE = DAY

/** What is looked at of an event; `startMs` in epoch ms. */
type Seen = Pick<CalendarEvent, 'status' | 'title' | 'attendees' | 'organiser' | 'marks'> & {
  readonly startMs: number
}

/** A hold of an offer, by its number among the times. */
export type Hold<E> = { readonly event: E; readonly slot: number }

/** The end of its offer's days, as a hold says; never, where it does not. */
const daysEnd = ({ marks }: Seen): number => {
  const written = marks[MARK.until]
  return written !== undefined && /^\d{1,15}$/.test(written) ? Number(written) : Number.POSITIVE_INFINITY
}

/** Still only ours: an invitation has a guest, and what somebody named is theirs. */
const isPlain = (event: Seen): boolean =>
  event.status !== 'cancelled' &&
  event.attendees.length === 0 &&
  event.organiser?.self !== false &&
  !isNamed(event)

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
  const offers = new Map<string, Hold<E>[]>()
  for (const event of events) {
    const hold = isPlain(event) ? readMarks(event.marks).hold : null
    if (hold === null || isKnown(hold.proposalId)) continue
    offers.set(hold.proposalId, [...(offers.get(hold.proposalId) ?? []), { event, slot: hold.slot }])
  }
  const isOver = (holds: readonly Hold<E>[]): boolean =>
    Math.min(
      Math.max(...holds.map(({ event }) => daysEnd(event))),
      Math.max(...holds.map(({ event }) => event.startMs)),
    ) <=
    now - PATIENCE
  return new Map([...offers].filter(([, holds]) => isOver(holds)))
}
