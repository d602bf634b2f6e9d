import { withConference } from './conference.ts'
import { settleInstances, spread } from './copies.ts'
import { type Body, checkFields, differing, OWN_TO_COPY, patched, serverOwned } from './fields.ts'
import { recordMails, recordResponse } from './mails.ts'
import { calendarZone, findOccurrence, isSeriesMaster, type Occurrence, occurrenceOf } from './occurrence.ts'
import { badRequest, notFound, refuse } from './refusal.ts'
import { eventsOn, type Fields, isSelf, put, type State, type Stored, selfAttendee } from './state.ts'
import { etagOf } from './view.ts'
import type { SendUpdates, Status, WireAttendee } from './wire.ts'

/** Who writes, and on which calendar's copy. */
export type Actor = { readonly email: string; readonly calendarId: string }

export type WriteOptions = {
  readonly sendUpdates: SendUpdates
  readonly conferenceDataVersion: number
  readonly eventLabelVersion: number
  /** The `If-Match` header, or null. */
  readonly ifMatch: string | null
}
export const SILENT: WriteOptions = {
  sendUpdates: 'none',
  conferenceDataVersion: 1,
  eventLabelVersion: 1,
  ifMatch: null,
}

/** Whether the copy is the organiser's own. */
export const isHome = ({ calendarId, fields }: Occurrence): boolean =>
  isSelf(calendarId, fields.organizer?.email)

/** An event that can be written to: 404 where there is none, 412 where `If-Match` names another version. */
export const target = (state: State, calendarId: string, id: string, ifMatch: string | null): Occurrence => {
  const found = findOccurrence(state, calendarId, id) ?? notFound()
  if (ifMatch !== null && ifMatch !== '*' && ifMatch !== etagOf(found)) {
    refuse({
      status: 412,
      reason: 'conditionNotMet',
      message: 'Precondition Failed',
      location: 'If-Match',
      locationType: 'header',
    })
  }
  return found
}

const onlyOwnLine = (calendarId: string, before: Fields, after: Fields): boolean => {
  const others = (guests: readonly WireAttendee[] | undefined) =>
    (guests ?? []).filter((guest) => !isSelf(calendarId, guest.email))
  const lines = { attendees: others(before.attendees) }
  return (
    differing(lines, { attendees: others(after.attendees) }).length === 0 &&
    selfAttendee(calendarId, after.attendees) !== null
  )
}

const onlyNewGuests = (before: Fields, after: Fields): boolean =>
  before.guestsCanInviteOthers !== false &&
  differing(
    { attendees: before.attendees ?? [] },
    { attendees: (after.attendees ?? []).slice(0, before.attendees?.length) },
  ).length === 0

const checkMayChange = (
  found: Occurrence,
  after: Fields,
  changed: readonly (keyof Fields)[],
  status: Status,
): void => {
  if (isHome(found) || found.fields.guestsCanModify === true) return
  const shared = changed.filter((name) => !OWN_TO_COPY.includes(name))
  const isOwnAnswer =
    shared.every((name) => name === 'attendees') &&
    (shared.length === 0 ||
      onlyOwnLine(found.calendarId, found.fields, after) ||
      onlyNewGuests(found.fields, after))
  if (isOwnAnswer && (status === found.status || found.status === 'cancelled')) return
  refuse({
    status: 403,
    domain: 'calendar',
    reason: 'forbiddenForNonOrganizer',
    message: 'Shared properties can only be changed by the organizer of the event.',
  })
}

const VISIBLE: readonly (keyof Fields)[] = [
  'start',
  'end',
  'recurrence',
  'summary',
  'description',
  'location',
  'conferenceData',
]
const RESCHEDULING: readonly (keyof Fields)[] = ['start', 'end', 'recurrence', 'location']

/** Stores what a write made of an event; for an instance only what differs from its series. */
const save = (
  state: State,
  found: Occurrence,
  after: Fields,
  changed: readonly (keyof Fields)[],
  status: Status,
): Stored => {
  const known = eventsOn(state, found.calendarId).get(found.id)
  const isMoved = changed.some((name) => RESCHEDULING.includes(name)) || status !== found.status
  const sequence = found.sequence + (isMoved ? 1 : 0)
  const common = { ...found, status, sequence, lost: false }
  const overSeries = found.seriesId !== null && eventsOn(state, found.calendarId).has(found.seriesId)
  if (!overSeries) return put(state, { ...common, fields: after })
  const differences = Object.fromEntries(changed.map((name) => [name, after[name]]))
  return put(state, { ...common, fields: { ...known?.fields, ...differences } })
}

/** Changes an event: `patch` lays the body over it, `replace` puts it in place of all a client can state. Times are on the calendar's zone where they name none. */
export const changeEvent = (
  state: State,
  actor: Actor,
  id: string,
  body: Body,
  options: WriteOptions,
  mode: 'patch' | 'replace',
): Occurrence => {
  const found = target(state, actor.calendarId, id, options.ifMatch)
  const zone = calendarZone(state, actor.calendarId)
  const base = mode === 'replace' ? serverOwned(found.fields) : found.fields
  const labelled = options.eventLabelVersion === 1 ? body : withoutLabel(body)
  const stated = mode === 'replace' ? { ...labelled, eventType: found.fields.eventType } : labelled
  const after = withConference(state.seeded, found.fields, patched(base, stated, zone), body, options, mode)
  const status = (body.status as Status | undefined) ?? (mode === 'replace' ? 'confirmed' : found.status)
  if (status === 'cancelled' && found.status !== 'cancelled') {
    removeEvent(state, actor, id, options)
    return findOccurrence(state, actor.calendarId, id) ?? notFound()
  }
  if (after.eventType !== found.fields.eventType) badRequest('Event type cannot be changed.', 'eventType')
  if (found.seriesId !== null && after.recurrence) badRequest('Invalid recurrence rule.', 'recurrence')
  checkFields(after, zone, state.users.has(actor.calendarId))
  const changed = differing(found.fields, after)
  checkMayChange(found, after, changed, status)
  if (changed.length === 0 && status === found.status) return found
  const before = eventsOn(state, actor.calendarId).get(id)
  const stored = save(state, found, after, changed, status)
  if (before && (isSeriesMaster(before) || isSeriesMaster(stored)) && stored.seriesId === null) {
    settleInstances(state, before, stored)
  }
  if (changed.some((name) => !OWN_TO_COPY.includes(name)) || status !== found.status) spread(state, stored)
  tellGuests(state, actor, found, after, changed, options)
  return occurrenceOf(state, stored)
}

const withoutLabel = ({ eventLabelId: _, ...rest }: Body): Body => rest

const tellGuests = (
  state: State,
  { calendarId }: Actor,
  found: Occurrence,
  after: Fields,
  changed: readonly (keyof Fields)[],
  { sendUpdates }: WriteOptions,
): void => {
  const organizer = found.fields.organizer?.email
  if (!isHome(found) && onlyOwnLine(calendarId, found.fields, after)) {
    if (changed.includes('attendees') && sendUpdates === 'all' && organizer) {
      recordResponse(state, calendarId, found.id, organizer)
    }
    return
  }
  recordMails(state, {
    calendarId,
    eventId: found.id,
    before: found.fields.attendees ?? [],
    after: after.attendees ?? [],
    changed: changed.some((name) => VISIBLE.includes(name)),
    cancelled: false,
    sendUpdates,
  })
}

const declined = (calendarId: string, attendees: readonly WireAttendee[] | undefined) =>
  attendees?.map((guest) =>
    isSelf(calendarId, guest.email) ? { ...guest, responseStatus: 'declined' as const } : guest,
  )

/**
 * Deletes an event: the organiser cancels it for everybody, a guest leaves it (and is seen to have declined).
 * 404 where there is none, 410 `deleted` where it is gone already.
 */
export const removeEvent = (state: State, actor: Actor, id: string, options: WriteOptions): void => {
  const found = target(state, actor.calendarId, id, options.ifMatch)
  if (found.status === 'cancelled') {
    refuse({ status: 410, reason: 'deleted', message: 'Resource has been deleted' })
  }
  const home = isHome(found)
  const attendees = home ? found.fields.attendees : declined(actor.calendarId, found.fields.attendees)
  const after = attendees === undefined ? found.fields : { ...found.fields, attendees }
  const stored = save(state, found, after, differing(found.fields, after), 'cancelled')
  spread(state, stored)
  if (home) {
    const guests = found.fields.attendees ?? []
    const news = { calendarId: actor.calendarId, eventId: id, sendUpdates: options.sendUpdates }
    recordMails(state, { ...news, before: guests, after: guests, changed: false, cancelled: true })
  } else if (options.sendUpdates === 'all' && found.fields.organizer?.email) {
    recordResponse(state, actor.calendarId, id, found.fields.organizer.email)
  }
}
