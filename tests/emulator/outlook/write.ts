import { applied, BLANK, differing, picked } from './body.ts'
import { recordMails } from './mails.ts'
import { place, settleGuests, target } from './meeting.ts'
import { findOccurrence, type Occurrence } from './occurrence.ts'
import { badRequest, denied, notFound, refuse } from './refusal.ts'
import {
  copiesOn,
  type Guest,
  isHome,
  putCopy,
  putException,
  putMeeting,
  putOwnException,
  type Shared,
  type State,
} from './state.ts'
import { outlookUid } from './uid.ts'
import type { WireEvent } from './wire.ts'

export type WriteOptions = {
  /** The `If-Match` header, or null. */
  readonly ifMatch: string | null
  readonly comment: string
  /** No mail: only what a test sets up. Graph always tells the guests. */
  readonly silent: boolean
  /** Written by an organiser who has no mailbox here, through a guest's copy. */
  readonly byOrganizer: boolean
}
export const LOUD: WriteOptions = { ifMatch: null, comment: '', silent: false, byOrganizer: false }

/** What guests are told of; the rest (importance, hidden guests) changes in silence. */
const VISIBLE: readonly (keyof Shared)[] = [
  'start',
  'end',
  'isAllDay',
  'recurrence',
  'subject',
  'body',
  'location',
  'sensitivity',
  'isOnlineMeeting',
]
const MOVING: readonly (keyof Shared)[] = ['start', 'end', 'isAllDay', 'recurrence']

/** Refuses a `transactionId` that was used on this mailbox before (API B: 400 or 409). */
const checkTransaction = (state: State, owner: string, id: string | undefined): void => {
  if (id === undefined) return
  for (const calendar of state.calendars.values()) {
    if (calendar.owner.address !== owner) continue
    if (!copiesOn(state, calendar.id).some(({ transactionId }) => transactionId === id)) continue
    refuse({
      status: state.settings.duplicateStatus,
      code: 'ErrorDuplicateTransactionId',
      message: "Your request can't be completed. The transaction id has already been used.",
    })
  }
}

/** Puts a new event on a calendar, its owner the organiser. */
export const createEvent = (
  state: State,
  calendarId: string,
  body: WireEvent,
  { silent }: Pick<WriteOptions, 'silent'>,
): Occurrence => {
  const owner = state.calendars.get(calendarId)?.owner ?? notFound()
  if (!body.start || !body.end) badRequest('Start and end are required.', 'ErrorInvalidRequest')
  checkTransaction(state, owner.address, body.transactionId)
  const stated = applied(BLANK, body, { seeded: false, zone: null, now: state.now() })
  const online = stated.shared.isOnlineMeeting
    ? {
        onlineMeeting: {
          joinUrl: `https://teams.microsoft.com/l/meetup-join/${state.seeded.text(24, '0123456789abcdef')}`,
        },
      }
    : {}
  const { id } = place(state, {
    calendarId,
    uid: outlookUid(state.seeded),
    organizer: owner,
    parts: { ...stated, shared: { ...stated.shared, ...online } },
    transactionId: body.transactionId ?? null,
    silent,
  })
  return findOccurrence(state, id) ?? notFound()
}

/** A meeting at another time is a question asked anew. */
const unanswered = (guests: readonly Guest[], organizer: string): readonly Guest[] =>
  guests.map((guest) =>
    guest.address === organizer ? guest : { ...guest, response: 'none', answeredAt: null, proposed: null },
  )

const saveShared = (
  state: State,
  { meeting, slot }: Occurrence,
  after: Shared,
  changed: readonly (keyof Shared)[],
): void => {
  const isMoved = changed.some((name) => MOVING.includes(name))
  const attendees = isMoved ? unanswered(after.attendees, meeting.organizer.address) : after.attendees
  if (slot === null) {
    // Exchange forgets what was different about instances when their series gets other times.
    const exceptions = isMoved ? new Map() : meeting.exceptions
    putMeeting(state, { ...meeting, exceptions, shared: { ...after, attendees } })
    return
  }
  const known = meeting.exceptions.get(slot.date)
  const changes = { ...known?.changes, ...picked({ ...after, attendees }, [...changed, 'attendees']) }
  putException(state, meeting, slot.date, { changes, cancelled: known?.cancelled ?? false })
}

/** Changes an event by what a PATCH states. 403 for what only the organiser may change. */
export const changeEvent = (
  state: State,
  calendarId: string | null,
  id: string,
  body: WireEvent,
  { ifMatch, silent, comment, byOrganizer }: WriteOptions,
): Occurrence => {
  const found = target(state, calendarId, id, ifMatch)
  const { meeting, copy, slot } = found
  if (slot !== null && body.recurrence) badRequest('An occurrence has no recurrence of its own.')
  const after = applied(found, body, { seeded: false, zone: null, now: state.now() })
  const changed = differing(found.shared, after.shared)
  const ownChanged = differing(found.own, after.own)
  if (changed.length > 0 && !byOrganizer && !isHome(state, copy, meeting)) denied()
  if (changed.length > 0) saveShared(state, found, after.shared, changed)
  if (ownChanged.length > 0 && slot === null) putCopy(state, { ...copy, own: after.own })
  if (ownChanged.length > 0 && slot !== null) {
    const own = { ...copy.dates.get(slot.date)?.own, ...picked(after.own, ownChanged) }
    putOwnException(state, copy, slot.date, { own, removed: false })
  }
  const stored = state.meetings.get(meeting.uid)
  if (changed.includes('attendees') && stored) settleGuests(state, stored, after.own)
  if (changed.length > 0 && !silent) {
    recordMails(state, {
      calendarId: copy.calendarId,
      eventId: id,
      organizer: meeting.organizer.address,
      before: found.shared.attendees,
      after: after.shared.attendees,
      changed: changed.some((name) => VISIBLE.includes(name)),
      cancelled: false,
      comment,
    })
  }
  return findOccurrence(state, id) ?? notFound()
}

/** Deletes an event: the organiser's ends it for everybody (and mails them), a guest's only leaves that calendar. */
export const removeEvent = (
  state: State,
  calendarId: string | null,
  id: string,
  { ifMatch, silent, comment, byOrganizer }: WriteOptions,
): void => {
  const { copy, meeting, slot, shared } = target(state, calendarId, id, ifMatch)
  const home = byOrganizer || isHome(state, copy, meeting)
  if (slot === null && !byOrganizer) putCopy(state, { ...copy, removed: true })
  if (home && slot === null) putMeeting(state, { ...meeting, cancelled: true })
  if (home && slot !== null) {
    const changes = meeting.exceptions.get(slot.date)?.changes ?? {}
    putException(state, meeting, slot.date, { changes, cancelled: true })
  }
  if (!home && slot !== null) putOwnException(state, copy, slot.date, { own: {}, removed: true })
  if (!home || silent) return
  const guests = shared.attendees
  const news = { calendarId: copy.calendarId, eventId: id, organizer: meeting.organizer.address, comment }
  recordMails(state, { ...news, before: guests, after: guests, changed: false, cancelled: true })
}

/** Ends a meeting with a word to its guests. 400 for anybody but its organiser. */
export const cancelEvent = (
  state: State,
  calendarId: string | null,
  id: string,
  options: WriteOptions,
): void => {
  const { copy, meeting } = target(state, calendarId, id, null)
  if (!isHome(state, copy, meeting))
    badRequest("Your request can't be completed. You need to be an organizer to cancel a meeting.")
  removeEvent(state, calendarId, id, options)
}
