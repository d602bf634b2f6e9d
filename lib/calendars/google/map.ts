import type { Attendee, Calendar, CalendarEvent, MalformedEvent, Response } from '../../core/event.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { isObject, linkOf, meetingIn, ownMarks, textOr } from '../reading.ts'
import { createZoneReader, dateOf, instantOf, timeOf } from '../time.ts'
import type { WireEvent } from './wire.ts'

const readZone = createZoneReader()

const RESPONSES: Readonly<Record<string, Response>> = {
  needsAction: 'needs-action',
  declined: 'declined',
  tentative: 'tentative',
  accepted: 'accepted',
}

const attendeeOf = (value: Readonly<Record<string, unknown>>): Attendee => {
  const { responseStatus } = value
  const known = typeof responseStatus === 'string' && Object.hasOwn(RESPONSES, responseStatus)
  return {
    email: textOr(value.email, '').toLowerCase(),
    name: textOr(value.displayName, null),
    response: (known && RESPONSES[responseStatus]) || 'needs-action',
    self: value.self === true,
    organiser: value.organizer === true,
    optional: value.optional === true,
    resource: value.resource === true,
  }
}

const NOBODY: readonly Attendee[] = []

/** Who is invited; null when the list cannot be read, because a list read in part would say that somebody is no longer invited. */
const attendeesOf = (value: unknown): readonly Attendee[] | null => {
  if (value === undefined || value === null) return NOBODY
  if (!Array.isArray(value) || !value.every(isObject)) return null
  return value.map(attendeeOf)
}

const organiserOf = (value: unknown): CalendarEvent['organiser'] =>
  isObject(value)
    ? {
        email: textOr(value.email, null)?.toLowerCase() ?? null,
        name: textOr(value.displayName, null),
        self: value.self === true,
      }
    : null

const marksOf = (properties: unknown): CalendarEvent['marks'] =>
  ownMarks(isObject(properties) ? properties.private : null)

/** Where the meeting is joined: Google's own link, a conference of another service, else a known service's link in the place or text. */
const joinLinkOf = ({ hangoutLink, conferenceData, location, description }: WireEvent): string | null => {
  const own = linkOf(hangoutLink)
  if (own !== null) return own
  const points: unknown = isObject(conferenceData) ? conferenceData.entryPoints : null
  if (Array.isArray(points)) {
    const video: unknown = points.find(
      (point: unknown) => isObject(point) && point.entryPointType === 'video',
    )
    const link = isObject(video) ? linkOf(video.uri) : null
    if (link !== null) return link
  }
  return meetingIn([location, description])
}

/**
 * The event's own colour: its number, or `label:<id>` for one of the coach's own labels, which no number stands for (API A). Whether Google
 * also tells a number then was not seen; where it does, the number counts.
 */
const colourOf = ({ colorId, eventLabelId }: WireEvent): string | null =>
  textOr(colorId, typeof eventLabelId === 'string' ? `label:${eventLabelId}` : null)

type Times = Pick<CalendarEvent, 'allDay' | 'start' | 'end' | 'zone'>

const NO_TIMES: Times = { allDay: false, start: null, end: null, zone: null }

/** When it is, or what is wrong with it: both ends, of one sort, in order. */
const timesOf = ({ start, end }: WireEvent, calendar: Calendar): Times | string => {
  if (!isObject(start) || !isObject(end)) return 'no start or no end'
  if (start.dateTime === undefined && start.date !== undefined) {
    const [from, to] = [dateOf(start.date), dateOf(end.date)]
    if (from === null || to === null) return 'an all-day date that is none'
    return from <= to ? { allDay: true, start: from, end: to, zone: null } : 'it ends before it starts'
  }
  const zone = readZone(start.timeZone, calendar.zone)
  const [from, to] = [timeOf(start.dateTime, zone), timeOf(end.dateTime, readZone(end.timeZone, zone))]
  if (from === null || to === null) return 'a time that is none'
  return from <= to ? { allDay: false, start: from, end: to, zone } : 'it ends before it starts'
}

/** Where an instance stood by its series. All-day ones at UTC midnight of their date, the same in every browser of the coach. */
const originalStartOf = (value: unknown, calendar: Calendar): number | null => {
  if (!isObject(value)) return null
  if (value.dateTime !== undefined) return timeOf(value.dateTime, readZone(value.timeZone, calendar.zone))
  const date = dateOf(value.date)
  return date === null ? null : instantOf(`${date}T00:00:00Z`)
}

const STATUSES: readonly unknown[] = [
  'confirmed',
  'tentative',
  'cancelled',
] satisfies CalendarEvent['status'][]

const isStatus = (value: unknown): value is CalendarEvent['status'] => STATUSES.includes(value)

/**
 * An event of Google Calendar as we keep it. Fails, with the reason, when it cannot be trusted to be what it was: without id, of an
 * unknown status, with times, guests or place in its series that cannot be read (E52); everything else that is odd is taken as absent.
 * A cancelled skeleton has no times (API A). Text is kept as it came: it is data, and shown as text (E54). Never throws.
 */
export const eventFromGoogle = (
  value: unknown,
  calendar: Calendar,
): Result<CalendarEvent, MalformedEvent> => {
  const wire: WireEvent = isObject(value) ? value : {}
  const id = typeof wire.id === 'string' && wire.id !== '' ? wire.id : null
  const malformed = (detail: string) => err<MalformedEvent>({ type: 'malformed-event', id, detail })
  if (id === null) return malformed('no id')
  const status = wire.status ?? 'confirmed'
  if (!isStatus(status)) return malformed('an unknown status')
  const isCancelled = status === 'cancelled'
  // What is gone is gone, however little or wrong is said of it.
  const times = timesOf(wire, calendar)
  if (typeof times === 'string' && !isCancelled) return malformed(times)
  const attendees = attendeesOf(wire.attendees) ?? (isCancelled ? NOBODY : null)
  if (attendees === null) return malformed('a list of guests that is none')
  const seriesId = textOr(wire.recurringEventId, null)
  const originalStart = originalStartOf(wire.originalStartTime, calendar)
  if (seriesId !== null && originalStart === null && !isCancelled) return malformed('no place in its series')
  const isDeclined = attendees.some(({ self, response }) => self && response === 'declined')
  return ok({
    id,
    calendarId: calendar.id,
    iCalUid: textOr(wire.iCalUID, null),
    seriesId,
    originalStart,
    status,
    ...(typeof times === 'string' ? NO_TIMES : times),
    title: textOr(wire.summary, ''),
    description: textOr(wire.description, ''),
    location: textOr(wire.location, null),
    attendees,
    organiser: organiserOf(wire.organizer),
    type: textOr(wire.eventType, 'default'),
    busy: !isCancelled && !isDeclined && wire.transparency !== 'transparent',
    private: wire.visibility === 'private' || wire.visibility === 'confidential',
    colour: colourOf(wire),
    categories: [],
    joinLink: joinLinkOf(wire),
    webLink: linkOf(wire.htmlLink),
    marks: marksOf(wire.extendedProperties),
    etag: textOr(wire.etag, null),
    updated: instantOf(wire.updated),
  })
}
