import type { Account, CalendarRecord } from '../core/account.ts'
import { type CalendarEvent, isTimed, type TimedEvent } from '../core/event.ts'
import { type Failure, retryOf } from '../core/failure.ts'
import { holdMarks } from '../core/offered-event.ts'
import { laneOf } from '../core/outbox.ts'
import type { Proposal } from '../core/proposal.ts'
import { ok, type Result } from '../core/result.ts'
import type { Participant, Session } from '../core/session.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps } from '../ports.ts'

/** An offer, the session it comes after, whose it is, and where its times are held. */
export type Choosable = {
  readonly proposal: Proposal
  readonly session: Session
  readonly participant: Participant
  readonly calendar: CalendarRecord
  readonly account: Account
}

/**
 * The event of an offered time as it now stands, if it is still ours: `slot-taken` when it is gone or was made into something else;
 * where the calendar cannot answer for the time being, as it is stored, else `calendar`.
 */
export const readOffered = async (
  deps: Deps,
  { proposal, calendar, account }: Choosable,
  eventId: string,
): Promise<Result<TimedEvent, Refused<'slot-taken' | 'calendar'>>> => {
  const read = await deps.calendars.of(account).get(calendar, eventId)
  if (!read.ok && read.error.type === 'not-found') {
    // Not there yet is not the same as gone: its own write may still wait.
    const waits = proposal.slots.some((slot) => slot.eventId === eventId && slot.state === 'queued')
    return waits ? refused('calendar', read.error) : refused('slot-taken', read.error)
  }
  const event = read.ok ? read.value : await storedEvent(deps, calendar, eventId, read.error)
  if (event === undefined) return refused('calendar', read.ok ? null : read.error)
  const index = proposal.slots.findIndex((slot) => slot.eventId === eventId)
  const isOurs = Object.entries(holdMarks(proposal.id, index)).every(
    ([key, value]) => event.marks[key] === value,
  )
  return event.status !== 'cancelled' && isOurs && isTimed(event) ? ok(event) : refused('slot-taken')
}

const storedEvent = async (
  deps: Deps,
  calendar: CalendarRecord,
  eventId: string,
  failure: Failure,
): Promise<CalendarEvent | undefined> =>
  retryOf(failure).when === 'never'
    ? undefined
    : deps.store.read(['events'], (tx) => tx.events.get(laneOf(calendar.key, eventId)))
