import { calendarZone, type Occurrence } from './occurrence.ts'
import { isSelf, type State } from './state.ts'
import { formatUtc, sentTime } from './time.ts'
import type { Role, Sent, WireAttendee, WirePerson } from './wire.ts'

/** How an event is looked at: by whom, and printed in which zone. */
export type Viewing = {
  readonly role: Role
  /** The zone of the answer; the calendar's unless a request names another. */
  readonly zone: string | undefined
  readonly maxAttendees: number | undefined
}

/** The version of an event as a quoted number, like Google's. An untouched instance has its series' version. */
export const etagOf = ({ revision }: { readonly revision: number }): string =>
  `"${3_520_000_000_000_000 + revision * 2}"`

const encoded = (text: string): string => Buffer.from(text).toString('base64').replace(/=+$/, '')

/** The `eid` of links and of the calendar page: base64 of "<event id> <calendar id>", gmail.com shortened (API E). */
export const eventLinkId = (id: string, calendarId: string): string =>
  encoded(`${id} ${calendarId.replace(/@gmail\.com$/, '@m')}`)

const person = (calendarId: string, who: WirePerson | undefined): WirePerson | undefined =>
  who && { ...who, ...(isSelf(calendarId, who.email) ? { self: true } : {}) }

const attendeesFor = ({ calendarId, fields }: Occurrence, { maxAttendees }: Viewing) => {
  const all = (fields.attendees ?? []).map(
    (guest): WireAttendee => ({
      ...guest,
      ...(guest.email === fields.organizer?.email?.toLowerCase() ? { organizer: true } : {}),
      ...(isSelf(calendarId, guest.email) ? { self: true } : {}),
    }),
  )
  const mayNotSee = fields.guestsCanSeeOtherGuests === false && !isSelf(calendarId, fields.organizer?.email)
  const tooMany = maxAttendees !== undefined && all.length > maxAttendees
  if (!mayNotSee && !tooMany) return { attendees: all.length > 0 ? all : undefined }
  return { attendees: all.filter((guest) => guest.self), attendeesOmitted: true }
}

/** Only what has a value, as JSON carries it. */
const stated = (event: Sent): Sent =>
  Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)) as Sent

const isHidden = ({ fields: { visibility } }: Occurrence, role: Role): boolean =>
  role === 'freeBusyReader' ||
  ((visibility === 'private' || visibility === 'confidential') && role !== 'owner' && role !== 'writer')

/** A cancelled event in a sync: nothing but what identifies it (API A). */
export const skeleton = (occurrence: Occurrence, zone: string): Sent => {
  const { id, seriesId, original } = occurrence
  const bare = { kind: 'calendar#event' as const, etag: etagOf(occurrence), id, status: 'cancelled' as const }
  if (seriesId === null || original === null) return bare
  return { ...bare, recurringEventId: seriesId, originalStartTime: sentTime(original, zone, zone) }
}

/** An event as one user sees it: without its substance where it is private to others, times in the zone asked for. */
export const sent = (state: State, occurrence: Occurrence, viewing: Viewing): Sent => {
  const { calendarId, id, seriesId, original, status, sequence, fields } = occurrence
  const own = calendarZone(state, calendarId)
  const zone = viewing.zone ?? own
  if (status === 'cancelled' && (seriesId !== null || !fields.start)) return skeleton(occurrence, zone)
  const { privateProps, sharedProps, organizer, creator, start, end, recurrence, reminders, ...substance } =
    fields
  const properties =
    privateProps || sharedProps
      ? {
          ...(privateProps ? { private: privateProps } : {}),
          ...(sharedProps ? { shared: sharedProps } : {}),
        }
      : undefined
  const frame = {
    kind: 'calendar#event' as const,
    etag: etagOf(occurrence),
    id,
    status,
    htmlLink: `https://www.google.com/calendar/event?eid=${eventLinkId(id, calendarId)}`,
    created: formatUtc(occurrence.created),
    updated: formatUtc(occurrence.updated),
    start: start && sentTime(start, zone, own),
    end: end && sentTime(end, zone, own),
    recurrence,
    recurringEventId: seriesId ?? undefined,
    originalStartTime: original ? sentTime(original, zone, own) : undefined,
    iCalUID: fields.iCalUID,
    sequence,
    eventType: fields.eventType ?? 'default',
  }
  if (isHidden(occurrence, viewing.role)) return stated({ ...frame, visibility: 'private' })
  return stated({
    ...substance,
    ...frame,
    creator: person(calendarId, creator),
    organizer: person(calendarId, organizer),
    ...attendeesFor(occurrence, viewing),
    extendedProperties: properties,
    reminders: reminders ?? { useDefault: true },
  })
}
