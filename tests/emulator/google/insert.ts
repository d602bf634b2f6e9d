import { eventId } from '../seeded.ts'
import { withConference } from './conference.ts'
import { spread } from './copies.ts'
import { type Body, checkFields, patched } from './fields.ts'
import { recordMails } from './mails.ts'
import { calendarZone, findOccurrence, type Occurrence, occurrenceOf } from './occurrence.ts'
import { parseRecurrence } from './recurrence.ts'
import { badRequest, refuse } from './refusal.ts'
import { eventsOn, type Fields, isSelf, put, type State } from './state.ts'
import { type Actor, isHome, target, type WriteOptions } from './write.ts'

const CLIENT_MADE_ID = /^[a-v0-9]{5,1024}$/

const newId = (state: State, calendarId: string, stated: unknown): string => {
  if (stated === undefined || stated === null) return eventId(state.seeded)
  if (!CLIENT_MADE_ID.test(String(stated))) return badRequest('Invalid resource id value.', 'id')
  // Ids of deleted events are taken too (API A).
  if (eventsOn(state, calendarId).has(String(stated))) {
    refuse({ status: 409, reason: 'duplicate', message: 'The requested identifier already exists.' })
  }
  return String(stated)
}

/** The organiser of an event made on this calendar: the calendar itself. */
const organizerOf = (state: State, calendarId: string) => {
  const name = state.users.get(calendarId)?.name ?? state.calendars.get(calendarId)?.name
  return { email: calendarId, ...(name ? { displayName: name } : {}) }
}

/** Puts a new event on a calendar and on its guests'. 400 for one Google would not hold, 409 `duplicate` for a taken id. */
export const insertEvent = (state: State, actor: Actor, body: Body, options: WriteOptions): Occurrence => {
  const { calendarId, email } = actor
  const zone = calendarZone(state, calendarId)
  if (body.id !== undefined && body.iCalUID !== undefined)
    badRequest('Only one of id and iCalUID may be given.', 'iCalUID')
  if (body.status === 'cancelled') badRequest('Invalid status.', 'status')
  if (body.eventType === 'fromGmail') badRequest('Events of type fromGmail cannot be created.', 'eventType')
  const id = newId(state, calendarId, body.id)
  const stated = patched({}, options.eventLabelVersion === 1 ? body : { ...body, eventLabelId: null }, zone)
  const fields: Fields = {
    ...withConference(state.seeded, {}, stated, body, options, 'patch'),
    iCalUID: typeof body.iCalUID === 'string' ? body.iCalUID : `${id}@google.com`,
    organizer: organizerOf(state, calendarId),
    creator: { email },
    eventType: stated.eventType ?? 'default',
  }
  checkFields(fields, zone, state.users.has(calendarId))
  return place(
    state,
    calendarId,
    id,
    fields,
    (body.status as 'tentative' | undefined) ?? 'confirmed',
    options,
  )
}

/** Stores a new event with its copies and mails. */
export const place = (
  state: State,
  calendarId: string,
  id: string,
  fields: Fields,
  status: 'confirmed' | 'tentative',
  { sendUpdates }: Pick<WriteOptions, 'sendUpdates'>,
): Occurrence => {
  if (fields.recurrence) parseRecurrence(fields.recurrence)
  const created = { created: state.now(), sequence: 0, seriesId: null, original: null, lost: false }
  const stored = put(state, { ...created, calendarId, id, status, fields })
  spread(state, stored)
  const news = { calendarId, eventId: id, before: [], after: fields.attendees ?? [], sendUpdates }
  recordMails(state, { ...news, changed: false, cancelled: false })
  return occurrenceOf(state, stored)
}

/** Moves an event to another calendar, which becomes its organiser. Only the organiser's whole, ordinary event can move (400/403 else). */
export const moveEvent = (
  state: State,
  actor: Actor,
  id: string,
  destination: string,
  options: WriteOptions,
): Occurrence => {
  const found = target(state, actor.calendarId, id, options.ifMatch)
  if (!isHome(found)) {
    refuse({
      status: 403,
      domain: 'calendar',
      reason: 'forbiddenForNonOrganizer',
      message: 'Only the organizer can move an event.',
    })
  }
  const isOrdinary =
    found.seriesId === null && found.status !== 'cancelled' && found.fields.eventType === 'default'
  if (!isOrdinary || isSelf(destination, actor.calendarId))
    badRequest('Cannot change the organizer of this event.')
  if (findOccurrence(state, destination, id)) {
    refuse({ status: 409, reason: 'duplicate', message: 'The requested identifier already exists.' })
  }
  const { id: eventIdentity, seriesId, original, sequence, created, lost } = found
  put(state, {
    id: eventIdentity,
    seriesId,
    original,
    sequence,
    created,
    lost,
    calendarId: actor.calendarId,
    status: 'cancelled',
    fields: found.fields,
  })
  const fields = { ...found.fields, organizer: organizerOf(state, destination) }
  const status = found.status === 'tentative' ? 'tentative' : 'confirmed'
  return place(state, destination, id, fields, status, { sendUpdates: 'none' })
}
