import { instanceId, instanceOf } from './ids.ts'
import { findOccurrence, type Occurrence } from './occurrence.ts'
import { slotsOf } from './recurrence.ts'
import { type Answer, recordAnswer, respond } from './respond.ts'
import { splitSeries } from './split-series.ts'
import { copiesOf, defaultCalendar, type Moment, moveCopy, type State } from './state.ts'
import { wallTime } from './time.ts'
import { IN_UTC, sent } from './view.ts'
import type { Sent, WireEvent, WireTime } from './wire.ts'
import { cancelEvent, changeEvent, createEvent, LOUD, removeEvent, type WriteOptions } from './write.ts'

/**
 * What a person does in their own calendar. Times are epoch ms. An id may be that of anybody's copy: it is theirs that is
 * touched. Somebody without a mailbox here acts through it all the same, as organiser or guest.
 */
export type OutlookHands = {
  insert(event: WireEvent, calendarId?: string): Sent
  patch(id: string, changes: WireEvent): Sent
  delete(id: string): void
  cancel(id: string, comment?: string): void
  /** To another time, keeping its length. */
  reschedule(id: string, start: number): Sent
  /** To another calendar of theirs. */
  move(id: string, destination: string): Sent
  respond(id: string, response: Answer['response'], comment?: string): void
  accept(id: string): void
  decline(id: string, comment?: string): void
  /** Answers "maybe, but rather at this time", the length kept. */
  propose(id: string, start: number): void
  /** One instance of a series, by its original start. */
  cancelInstance(seriesId: string, originalStart: number): void
  moveInstance(seriesId: string, originalStart: number, start: number): Sent
  /** "This and following": ends the series before an instance and starts another from there, shifted by `shiftMs`. */
  splitSeries(seriesId: string, fromOriginalStart: number, shiftMs: number, changes?: WireEvent): Sent
}

const known = (state: State, id: string): Occurrence => {
  const found = findOccurrence(state, id)
  if (!found) throw new Error(`No event ${id}`)
  return found
}

/** The same event in a person's own calendar; null where they have none of it. */
const ownId = (state: State, email: string, id: string): string | null => {
  const place = instanceOf(id)
  const copy = state.copies.get(place?.seriesId ?? id)
  if (!copy) return null
  const mine = copiesOf(state, copy.uid).find(
    ({ calendarId, removed }) => !removed && state.calendars.get(calendarId)?.owner.address === email,
  )
  if (!mine) return null
  return place ? instanceId(mine.id, place.date) : mine.id
}

/** The id of the instance whose original start this is. */
export const instanceStarting = (state: State, seriesId: string, originalStart: number): string => {
  for (const slot of slotsOf(known(state, seriesId).meeting.shared)) {
    if (slot.start === originalStart) return instanceId(seriesId, slot.date)
    if (slot.start > originalStart) break
  }
  throw new Error(`The series ${seriesId} has no instance at ${new Date(originalStart).toISOString()}`)
}

/** A stated time at another instant, told in the zone it was told in. */
const retold = ({ zone }: Moment, ms: number, isAllDay: boolean): WireTime => ({
  dateTime: wallTime(ms, isAllDay ? 'UTC' : zone),
  timeZone: zone,
})

/** The hands of a person; mails are recorded only where `silent` is false. */
export const createHands = (state: State, address: string, silent: boolean): OutlookHands => {
  const email = address.toLowerCase()
  const hasMailbox = defaultCalendar(state, email) !== null
  const how: WriteOptions = { ...LOUD, silent, byOrganizer: !hasMailbox }
  const mine = (id: string): string => {
    const own = hasMailbox ? ownId(state, email, id) : id
    if (own === null) throw new Error(`${email} does not have the event ${id}`)
    if (!hasMailbox && known(state, id).meeting.organizer.address !== email)
      throw new Error(`${email} does not organise ${id}`)
    return own
  }
  const print = (id: string): Sent => sent(state, known(state, id), IN_UTC)
  const patch: OutlookHands['patch'] = (id, changes) => {
    return print(changeEvent(state, null, mine(id), changes, how).id)
  }
  const reschedule: OutlookHands['reschedule'] = (id, start) => {
    const { shared } = known(state, mine(id))
    const length = shared.end.ms - shared.start.ms
    return patch(id, {
      start: retold(shared.start, start, shared.isAllDay),
      end: retold(shared.end, start + length, shared.isAllDay),
    })
  }
  const answer = (id: string, rest: Pick<Answer, 'response' | 'comment' | 'proposed'>): void => {
    const full = { ...rest, sendResponse: true, silent }
    if (hasMailbox) respond(state, null, mine(id), full)
    else recordAnswer(state, known(state, id), email, full)
  }
  return {
    patch,
    reschedule,
    insert: (event, calendarId) => {
      const home = calendarId ?? defaultCalendar(state, email)?.id ?? ''
      return print(createEvent(state, home, event, how).id)
    },
    delete: (id) => removeEvent(state, null, mine(id), how),
    cancel: (id, comment = '') => {
      if (hasMailbox) cancelEvent(state, null, mine(id), { ...how, comment })
      else removeEvent(state, null, mine(id), { ...how, comment })
    },
    move: (id, destination) => print(moveCopy(state, known(state, mine(id)).copy, destination).id),
    respond: (id, response, comment = '') => answer(id, { response, comment, proposed: null }),
    accept: (id) => answer(id, { response: 'accepted', comment: '', proposed: null }),
    decline: (id, comment = '') => answer(id, { response: 'declined', comment, proposed: null }),
    propose: (id, start) => {
      const { shared } = known(state, id)
      const proposed = { start, end: start + shared.end.ms - shared.start.ms }
      answer(id, { response: 'tentativelyAccepted', comment: '', proposed })
    },
    cancelInstance: (seriesId, originalStart) =>
      removeEvent(state, null, instanceStarting(state, mine(seriesId), originalStart), how),
    moveInstance: (seriesId, originalStart, start) =>
      reschedule(instanceStarting(state, mine(seriesId), originalStart), start),
    splitSeries: (seriesId, fromOriginalStart, shiftMs, changes = {}) => {
      const series = known(state, mine(seriesId))
      return print(splitSeries(state, series, fromOriginalStart, shiftMs, changes, silent).id)
    },
  }
}
