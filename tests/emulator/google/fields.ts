import { isDeepStrictEqual } from 'node:util'
import { badRequest } from './refusal.ts'
import type { Fields } from './state.ts'
import { instantOf, isAllDay, storedTime } from './time.ts'
import type { Props, WireAttendee, WireEvent, WireTime } from './wire.ts'

/** A request body: an event in which null deletes. */
export type Body = Readonly<Record<string, unknown>>

/** Fields the server makes; what a client sends in them is ignored, as Google does. */
const SERVER_OWNED = new Set([
  'attendeesOmitted',
  'created',
  'creator',
  'etag',
  'htmlLink',
  'hangoutLink',
  'iCalUID',
  'id',
  'kind',
  'locked',
  'organizer',
  'originalStartTime',
  'recurringEventId',
  'sequence',
  'status',
  'updated',
])

/** Fields of which every copy has its own; the rest is the organiser's and the same on all. */
export const OWN_TO_COPY: readonly (keyof Fields)[] = [
  'privateProps',
  'reminders',
  'colorId',
  'eventLabelId',
  'transparency',
  'visibility',
]

const KEY_LIMIT = 44
const VALUE_LIMIT = 1024

/** Extended properties after a write: null deletes, too long a key is dropped and too long a value cut, both in silence (API A). */
export const mergedProps = (before: Props | undefined, change: unknown): Props | undefined => {
  if (change === undefined) return before
  if (change === null) return undefined
  const after: Record<string, string> = { ...before }
  for (const [key, value] of Object.entries(change as Record<string, string | null>)) {
    if (value === null) delete after[key]
    else if (key.length <= KEY_LIMIT) after[key] = value.slice(0, VALUE_LIMIT)
  }
  return Object.keys(after).length === 0 ? undefined : after
}

const attendeeOf = (stated: WireAttendee, known: readonly WireAttendee[]): WireAttendee => {
  if (!/^[^\s@]+@[^\s@]+$/.test(stated.email ?? '')) return badRequest('Invalid attendee email.', 'attendees')
  const email = stated.email.toLowerCase()
  const { self: _self, organizer: _organizer, ...rest } = stated
  const before = known.find((one) => one.email === email)
  return { ...rest, email, responseStatus: stated.responseStatus ?? before?.responseStatus ?? 'needsAction' }
}

/** Guests as stored: addresses in lower case, each once, an answer for each; who is self or organiser depends on the reader. */
const attendeesOf = (
  stated: readonly WireAttendee[],
  known: readonly WireAttendee[],
): readonly WireAttendee[] => {
  const byEmail = new Map(stated.map((one) => attendeeOf(one, known)).map((one) => [one.email, one]))
  return [...byEmail.values()]
}

/** A time after a PATCH: parts merge, so that a day laid over an hour needs `dateTime: null` (else 400 "Invalid start time."). */
const mergedTime = (before: WireTime | undefined, change: Record<string, string | null>): WireTime => {
  const merged: Record<string, string | null | undefined> = { ...before, ...change }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => typeof value === 'string'))
}

const changedValue = (name: string, before: Fields, change: unknown, zone: string): unknown => {
  if (name === 'start' || name === 'end')
    return storedTime(mergedTime(before[name], change as never), name, zone)
  if (name === 'attendees') return attendeesOf(change as readonly WireAttendee[], before.attendees ?? [])
  if (name === 'reminders') return change
  if (typeof change === 'object' && change !== null && !Array.isArray(change)) {
    const known = before[name as keyof Fields]
    return Object.fromEntries(
      Object.entries({ ...(known as object), ...change }).filter(([, value]) => value !== null),
    )
  }
  return change
}

/** What a body makes of stored fields: a PATCH lays its parts over them. `zone` is the calendar's. */
export const patched = (before: Fields, body: Body, zone: string): Fields => {
  const after: Record<string, unknown> = { ...before }
  for (const [name, change] of Object.entries(body)) {
    if (SERVER_OWNED.has(name)) continue
    if (name === 'extendedProperties') {
      const props = change as { private?: unknown; shared?: unknown } | null
      after.privateProps = props === null ? undefined : mergedProps(before.privateProps, props.private)
      after.sharedProps = props === null ? undefined : mergedProps(before.sharedProps, props.shared)
    } else if (change === null) delete after[name]
    else after[name] = changedValue(name, before, change, zone)
  }
  for (const name of Object.keys(after)) if (after[name] === undefined) delete after[name]
  return after as Fields
}

/** What stays of an event when an update replaces all a client can state. */
export const serverOwned = (before: Fields): Fields =>
  Object.fromEntries(
    Object.entries(before).filter(([name]) => SERVER_OWNED.has(name) || name === 'eventType'),
  )

const PRIMARY_ONLY = new Set(['focusTime', 'outOfOffice', 'workingLocation', 'birthday'])

/** 400 unless the fields make an event Google would hold. */
export const checkFields = (fields: Fields, zone: string, isPrimary: boolean): void => {
  const { start, end, recurrence, eventType = 'default', colorId } = fields
  if (!start) badRequest('Missing start time.', 'start')
  if (!end) badRequest('Missing end time.', 'end')
  if (isAllDay(start) !== isAllDay(end)) badRequest('Invalid start time.', 'start')
  const length = instantOf(end, zone) - instantOf(start, zone)
  if (length < 0 || (length === 0 && isAllDay(start))) {
    badRequest('The specified time range is empty.', 'end')
  }
  if (recurrence && !isAllDay(start) && start.timeZone === undefined) {
    badRequest('Missing time zone definition for start time.', 'start')
  }
  if (colorId !== undefined && !/^(?:[1-9]|1[01])$/.test(colorId)) badRequest('Invalid color ID.', 'colorId')
  if (PRIMARY_ONLY.has(eventType) && !isPrimary) {
    badRequest(`Events of type ${eventType} can only be created on the primary calendar.`, 'eventType')
  }
}

/** Fields in which two versions of an event differ. */
export const differing = (before: Fields, after: Fields): readonly (keyof Fields)[] => {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Fields>
  return [...names].filter((name) => !isDeepStrictEqual(before[name], after[name]))
}

/** The same event as another copy has it: what is shared from `from`, its own part from `own`. */
export const sharedWith = (from: Fields, own: Fields): Fields => {
  const shared = Object.entries(from).filter(([name]) => !OWN_TO_COPY.includes(name as keyof Fields))
  const kept = Object.entries(own).filter(([name]) => OWN_TO_COPY.includes(name as keyof Fields))
  return Object.fromEntries([...shared, ...kept])
}

/** The fields of an event stated by a test: what only servers write (organiser, link to the meeting) included. */
export const seededFields = (event: WireEvent, zone: string): Fields => {
  const { organizer, creator, iCalUID, hangoutLink } = event
  const fixed = { organizer, creator, iCalUID, hangoutLink }
  const own = Object.fromEntries(Object.entries(fixed).filter(([, value]) => value !== undefined))
  return { ...patched({}, event as Body, zone), ...own }
}
