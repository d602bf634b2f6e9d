import type { Attendee, Calendar, CalendarEvent, MalformedEvent, Response } from '../../core/event.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { dateOf as dayOf, type Interval } from '../../core/time.ts'
import { isObject, linkOf, meetingIn, textOr } from '../reading.ts'
import { dateOf, instantOf, timeOf } from '../time.ts'
import { textOfHtml } from './html.ts'
import { decodeMarks } from './marks.ts'
import type { WireEvent } from './wire.ts'
import { ianaOf, zoneOf } from './zones.ts'

/** Epoch ms of `{dateTime, timeZone}`. Without an offset and in a zone that nobody knows it is no time: it could be any. */
const momentOf = (value: unknown): number | null => {
  if (!isObject(value) || typeof value.dateTime !== 'string') return null
  const { dateTime, timeZone } = value
  const zone = typeof timeZone === 'string' ? ianaOf(timeZone) : 'UTC'
  if (zone === null) return instantOf(dateTime)
  // As asked for by `Prefer`, and far quicker than any other zone: thousands come at once.
  return (zone === 'UTC' ? instantOf(`${dateTime}Z`) : null) ?? timeOf(dateTime, zone)
}

const RESPONSES: Readonly<Record<string, Response>> = {
  none: 'needs-action',
  notResponded: 'needs-action',
  declined: 'declined',
  tentativelyAccepted: 'tentative',
  accepted: 'accepted',
  organizer: 'accepted',
}

const responseOf = (status: unknown): Response => {
  const response = isObject(status) ? status.response : null
  const known = typeof response === 'string' && Object.hasOwn(RESPONSES, response)
  return (known && RESPONSES[response]) || 'needs-action'
}

type Person = { readonly email: string; readonly name: string | null }

const personOf = (value: unknown): Person => {
  const { address, name } = isObject(value) && isObject(value.emailAddress) ? value.emailAddress : {}
  return { email: textOr(address, '').toLowerCase(), name: textOr(name, null) }
}

const proposedTime = (value: unknown): { readonly proposedTime?: Interval } => {
  if (!isObject(value)) return {}
  const [start, end] = [momentOf(value.start), momentOf(value.end)]
  return start !== null && end !== null && start < end ? { proposedTime: { start, end } } : {}
}

/** Who the event is about, besides its guests. */
type Parties = { readonly organiser: CalendarEvent['organiser']; readonly owner: string | null }

const attendeeOf = (value: Readonly<Record<string, unknown>>, { organiser, owner }: Parties): Attendee => {
  const person = personOf(value)
  const isOrganiser = person.email !== '' && person.email === organiser?.email
  return {
    ...person,
    response: responseOf(value.status),
    self: (isOrganiser && organiser.self) || (person.email !== '' && person.email === owner),
    organiser: isOrganiser,
    optional: value.type === 'optional',
    resource: value.type === 'resource',
    ...proposedTime(value.proposedNewTime),
  }
}

const NOBODY: readonly Attendee[] = []

/** Who is invited; null when the list cannot be read, because a list read in part would say that somebody is no longer invited. */
const attendeesOf = (value: unknown, parties: Parties): readonly Attendee[] | null => {
  if (value === undefined || value === null) return NOBODY
  if (!Array.isArray(value) || !value.every(isObject)) return null
  return value.map((each) => attendeeOf(each, parties))
}

const organiserOf = ({ organizer, isOrganizer }: WireEvent): CalendarEvent['organiser'] => {
  if (!isObject(organizer)) return null
  const { email, name } = personOf(organizer)
  return { email: email === '' ? null : email, name, self: isOrganizer === true }
}

const NO_CATEGORIES: readonly string[] = []

const categoriesOf = (value: unknown): readonly string[] =>
  Array.isArray(value) && value.length > 0
    ? value.filter((name): name is string => typeof name === 'string')
    : NO_CATEGORIES

const descriptionOf = (body: unknown): string => {
  if (!isObject(body) || typeof body.content !== 'string') return ''
  return body.contentType === 'html' ? textOfHtml(body.content) : body.content
}

/** Where the meeting is joined: Outlook's own link, else that of a known service in the place or text. */
const joinLinkOf = (wire: WireEvent, location: string | null, description: string): string | null =>
  linkOf(isObject(wire.onlineMeeting) ? wire.onlineMeeting.joinUrl : null) ??
  linkOf(wire.onlineMeetingUrl) ??
  meetingIn([location, description])

type Times = Pick<CalendarEvent, 'allDay' | 'start' | 'end' | 'zone'>

const NO_TIMES: Times = { allDay: false, start: null, end: null, zone: null }

/** The date of an all-day event's edge: midnight in UTC, or in the event's own zone where it was told as that instant. */
const edgeOf = (value: unknown, zone: string): string | null => {
  const at = momentOf(value)
  if (at === null || !isObject(value) || typeof value.dateTime !== 'string') return null
  return /T00:00(?::00(?:\.0*)?)?$/.test(value.dateTime)
    ? dateOf(value.dateTime.slice(0, 10))
    : dayOf(at, zone)
}

/** When it is, or what is wrong with it: both ends, of one sort, in order. */
const timesOf = (
  { start, end, isAllDay, originalStartTimeZone }: WireEvent,
  calendar: Calendar,
): Times | string => {
  if (!isObject(start) || !isObject(end)) return 'no start or no end'
  const zone = zoneOf(originalStartTimeZone, calendar.zone)
  if (isAllDay === true) {
    const [from, to] = [edgeOf(start, zone), edgeOf(end, zone)]
    if (from === null || to === null) return 'an all-day date that is none'
    return from <= to ? { allDay: true, start: from, end: to, zone: null } : 'it ends before it starts'
  }
  const [from, to] = [momentOf(start), momentOf(end)]
  if (from === null || to === null) return 'a time that is none'
  return from <= to ? { allDay: false, start: from, end: to, zone } : 'it ends before it starts'
}

/** What a session never is (E24), by how the time is shown to others. */
const TYPES: Readonly<Record<string, string>> = { oof: 'outOfOffice', workingElsewhere: 'workingLocation' }

const typeOf = ({ showAs }: WireEvent): string =>
  (typeof showAs === 'string' && Object.hasOwn(TYPES, showAs) && TYPES[showAs]) || 'default'

const statusOf = ({ isCancelled, showAs }: WireEvent): CalendarEvent['status'] => {
  if (isCancelled === true) return 'cancelled'
  return showAs === 'tentative' ? 'tentative' : 'confirmed'
}

/** How time is shown that others may take. */
const FREE: readonly unknown[] = ['free', 'workingElsewhere']

const isBusy = ({ showAs, responseStatus }: WireEvent, status: CalendarEvent['status']): boolean =>
  status !== 'cancelled' && responseOf(responseStatus) !== 'declined' && !FREE.includes(showAs)

/** True for an occurrence of which only its times came: the rest is its series', and without it nothing may be said of it (API B). */
const isSkeleton = (wire: WireEvent): boolean => wire.subject === undefined && wire.iCalUId === undefined

/** What an event cannot do without. */
type Core = Times & Pick<CalendarEvent, 'attendees' | 'organiser' | 'seriesId' | 'originalStart'>

/** That, or what is wrong with it. What is gone is gone, however little or wrong is said of it. */
const coreOf = (wire: WireEvent, calendar: Calendar, isGone: boolean): Core | string => {
  if (wire.type === 'seriesMaster') return 'a series, not an instance'
  if (isSkeleton(wire) && !isGone) return 'a skeleton'
  const times = timesOf(wire, calendar)
  if (typeof times === 'string' && !isGone) return times
  const organiser = organiserOf(wire)
  const attendees = attendeesOf(wire.attendees, { organiser, owner: calendar.owner ?? null })
  if (attendees === null && !isGone) return 'a list of guests that is none'
  const isInstance = wire.type === 'occurrence' || wire.type === 'exception'
  const originalStart = isInstance ? instantOf(wire.originalStart) : null
  if (isInstance && originalStart === null && !isGone) return 'no place in its series'
  const seriesId = isInstance ? textOr(wire.seriesMasterId, null) : null
  return {
    ...(typeof times === 'string' ? NO_TIMES : times),
    attendees: attendees ?? NOBODY,
    organiser,
    seriesId,
    originalStart,
  }
}

/**
 * An event of Outlook as we keep it. Fails, with the reason, when it cannot be trusted to be what it was: without id, a skeleton, a whole
 * series, with times, guests or place in its series that cannot be read (E52); everything else that is odd is taken as absent. What was
 * removed has no times. Text is kept as it came, without markup: it is data, and shown as text (E54). Never throws.
 */
export const eventFromOutlook = (
  value: unknown,
  calendar: Calendar,
): Result<CalendarEvent, MalformedEvent> => {
  const wire: WireEvent = isObject(value) ? value : {}
  const id = typeof wire.id === 'string' && wire.id !== '' ? wire.id : null
  const malformed = (detail: string) => err<MalformedEvent>({ type: 'malformed-event', id, detail })
  if (id === null) return malformed('no id')
  const status = isObject(wire['@removed']) ? 'cancelled' : statusOf(wire)
  const core = coreOf(wire, calendar, status === 'cancelled')
  if (typeof core === 'string') return malformed(core)
  const location = textOr(isObject(wire.location) ? wire.location.displayName : null, null) || null
  const description = descriptionOf(wire.body)
  return ok({
    id,
    calendarId: calendar.id,
    iCalUid: textOr(wire.iCalUId, null),
    status,
    ...core,
    title: textOr(wire.subject, ''),
    description,
    location,
    type: typeOf(wire),
    busy: isBusy(wire, status),
    private: wire.sensitivity === 'private' || wire.sensitivity === 'confidential',
    colour: null,
    categories: categoriesOf(wire.categories),
    joinLink: joinLinkOf(wire, location, description),
    webLink: linkOf(wire.webLink),
    marks: decodeMarks(wire.singleValueExtendedProperties),
    etag: textOr(wire['@odata.etag'], null),
    updated: instantOf(wire.lastModifiedDateTime),
  })
}

/** Outlook's name of the event's own zone when nobody knows it: the event is then shown in its calendar's zone. */
export const unknownZoneOf = (value: unknown): string | null => {
  const name = isObject(value) ? value.originalStartTimeZone : null
  return typeof name === 'string' && ianaOf(name) === null ? name : null
}
