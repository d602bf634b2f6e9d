import { patched } from './fields.ts'
import { insertEvent, moveEvent, place } from './insert.ts'
import { calendarZone, findOccurrence, instanceId } from './occurrence.ts'
import { splitAt } from './split-series.ts'
import { isSelf, type State } from './state.ts'
import { formatUtc, instantOf, stampOf } from './time.ts'
import { sent } from './view.ts'
import type { ResponseStatus, Sent, WireEvent } from './wire.ts'
import { changeEvent, removeEvent, SILENT, type WriteOptions } from './write.ts'

/** What a person does in their own calendar. Times are epoch ms; ids are those of their copy. */
export type Hands = {
  insert(event: WireEvent): Sent
  patch(id: string, changes: Readonly<Record<string, unknown>>): Sent
  delete(id: string): void
  /** To another time, keeping its length. */
  reschedule(id: string, start: number): Sent
  /** To another calendar. */
  move(id: string, destination: string): Sent
  respond(id: string, response: ResponseStatus, comment?: string): Sent
  /** One instance of a series, by its original start. */
  cancelInstance(seriesId: string, originalStart: number): void
  moveInstance(seriesId: string, originalStart: number, start: number): Sent
  /** "This and following": ends the series before an instance and starts another from there, shifted by `shiftMs`. */
  splitSeries(
    seriesId: string,
    fromOriginalStart: number,
    shiftMs: number,
    changes?: Readonly<Record<string, unknown>>,
  ): Sent
}

const known = (state: State, calendarId: string, id: string) => {
  const found = findOccurrence(state, calendarId, id)
  if (!found?.fields.start || !found.fields.end) throw new Error(`No event ${id} with times on ${calendarId}`)
  return { ...found, start: found.fields.start, end: found.fields.end }
}

/** The hands of a user on one of their calendars. `options` says, for instance, whether guests get mail. */
export const createHands = (
  state: State,
  email: string,
  calendarId: string,
  options: Partial<WriteOptions>,
): Hands => {
  const actor = { email, calendarId }
  const how = { ...SILENT, ...options }
  const zone = calendarZone(state, calendarId)
  const print = (id: string): Sent =>
    sent(state, findOccurrence(state, calendarId, id) ?? known(state, calendarId, id), {
      role: 'owner',
      zone: undefined,
      maxAttendees: undefined,
    })
  const patch: Hands['patch'] = (id, changes) => {
    changeEvent(state, actor, id, changes, how, 'patch')
    return print(id)
  }
  const instance = (seriesId: string, originalStart: number): string =>
    instanceId(seriesId, stampOf({ dateTime: formatUtc(originalStart) }))
  const reschedule: Hands['reschedule'] = (id, start) => {
    const found = known(state, calendarId, id)
    const length = instantOf(found.end, zone) - instantOf(found.start, zone)
    return patch(id, { start: { dateTime: formatUtc(start) }, end: { dateTime: formatUtc(start + length) } })
  }
  return {
    patch,
    reschedule,
    insert: (event) => print(insertEvent(state, actor, event as Readonly<Record<string, unknown>>, how).id),
    delete: (id) => removeEvent(state, actor, id, how),
    move: (id, destination) => {
      moveEvent(state, actor, id, destination, how)
      return createHands(state, email, destination, options).patch(id, {})
    },
    respond: (id, response, comment) => {
      const { fields } = known(state, calendarId, id)
      const answered = { responseStatus: response, ...(comment === undefined ? {} : { comment }) }
      const attendees = (fields.attendees ?? []).map((one) =>
        isSelf(calendarId, one.email) ? { ...one, ...answered } : one,
      )
      return patch(id, { attendees })
    },
    cancelInstance: (seriesId, originalStart) =>
      removeEvent(state, actor, instance(seriesId, originalStart), how),
    moveInstance: (seriesId, originalStart, start) => reschedule(instance(seriesId, originalStart), start),
    splitSeries: (seriesId, fromOriginalStart, shiftMs, changes = {}) => {
      const { ended, next } = splitAt(state, calendarId, seriesId, fromOriginalStart, shiftMs)
      patch(seriesId, { recurrence: ended })
      const fields = patched(next.fields, changes, zone)
      return print(place(state, calendarId, next.id, fields, 'confirmed', how).id)
    },
  }
}
