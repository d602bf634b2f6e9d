import type { Parts } from './body.ts'
import { eventId } from './ids.ts'
import { recordMails } from './mails.ts'
import { findOccurrence, type Occurrence } from './occurrence.ts'
import { notFound, refuse } from './refusal.ts'
import {
  type Copy,
  copiesOf,
  defaultCalendar,
  isHome,
  type Meeting,
  putCopy,
  putMeeting,
  type State,
} from './state.ts'

/** The opaque version of an event, quoted as an etag by Graph in `@odata.etag`. */
export const changeKeyOf = ({ revision }: { readonly revision: number }): string =>
  Buffer.from(`change ${String(revision).padStart(9, '0')}`).toString('base64')
export const etagOf = (one: { readonly revision: number }): string => `W/"${changeKeyOf(one)}"`

/** An event that can be written to: 404 where there is none on the calendar, 412 where `If-Match` names another version. */
export const target = (
  state: State,
  calendarId: string | null,
  id: string,
  ifMatch: string | null,
): Occurrence => {
  const found = findOccurrence(state, id)
  if (!found || (calendarId !== null && found.copy.calendarId !== calendarId)) return notFound()
  if (ifMatch !== null && ifMatch !== '*' && ifMatch !== etagOf(found)) {
    refuse({
      status: 412,
      code: 'ErrorIrresolvableConflict',
      message:
        'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
    })
  }
  return found
}

const addCopy = (state: State, meeting: Meeting, calendarId: string, own: Parts['own']): Copy =>
  putCopy(state, {
    id: eventId(state.seeded),
    calendarId,
    uid: meeting.uid,
    own,
    dates: new Map(),
    removed: false,
    created: state.now(),
    transactionId: null,
  })

/** How an invitation stands in a guest's calendar until they answer. */
const invited = (own: Parts['own']): Parts['own'] => ({
  ...own,
  showAs: own.showAs === 'free' ? 'free' : 'tentative',
  categories: [],
  props: {},
  answer: null,
})

/** Gives guests with a mailbox here their copies; takes them from those no longer invited. A guest who took theirs off does not get it back. */
export const settleGuests = (state: State, meeting: Meeting, own: Parts['own']): void => {
  const everyone = [
    ...meeting.shared.attendees,
    ...[...meeting.exceptions.values()].flatMap(({ changes }) => changes.attendees ?? []),
  ]
  const addresses = new Set(everyone.map(({ address }) => address))
  const copies = copiesOf(state, meeting.uid)
  for (const copy of copies) {
    const owner = state.calendars.get(copy.calendarId)?.owner.address ?? ''
    if (!copy.removed && !isHome(state, copy, meeting) && !addresses.has(owner))
      putCopy(state, { ...copy, removed: true })
  }
  for (const address of addresses) {
    const calendar = defaultCalendar(state, address)
    const has = copies.some(({ calendarId }) => state.calendars.get(calendarId)?.owner.address === address)
    if (calendar && !has && address !== meeting.organizer.address)
      addCopy(state, meeting, calendar.id, invited(own))
  }
}

export type NewMeeting = {
  /** The calendar it is put on: its organiser's, or a guest's where the organiser has no mailbox here. */
  readonly calendarId: string
  readonly uid: string
  readonly organizer: Meeting['organizer']
  readonly parts: Parts
  readonly transactionId: string | null
  readonly silent: boolean
}

/** Puts a new event on a calendar and on its guests', and mails them. */
export const place = (state: State, wanted: NewMeeting): Copy => {
  const { calendarId, uid, organizer, parts, transactionId } = wanted
  const meeting = putMeeting(state, {
    uid,
    organizer,
    shared: parts.shared,
    exceptions: new Map(),
    cancelled: false,
    created: state.now(),
  })
  const copy = putCopy(state, { ...addCopy(state, meeting, calendarId, parts.own), transactionId })
  settleGuests(state, meeting, parts.own)
  if (!wanted.silent) {
    const after = parts.shared.attendees
    const news = { calendarId, eventId: copy.id, organizer: organizer.address, comment: '' }
    recordMails(state, { ...news, before: [], after, changed: false, cancelled: false })
  }
  return copy
}
