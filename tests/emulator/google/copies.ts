import { isDeepStrictEqual } from 'node:util'
import { sharedWith } from './fields.ts'
import { instanceId, isSeriesMaster, type Occurrence, occurrenceOf, stampsOf } from './occurrence.ts'
import {
  eventsOn,
  exceptionsOf,
  forget,
  isSelf,
  primaryOf,
  put,
  type State,
  type Stored,
  selfAttendee,
} from './state.ts'

/**
 * Marks the instances that a series no longer has, so that a sync reports them as cancelled, and clears the marks of
 * those it has again. Exceptions at lost places are lost with them.
 */
export const settleInstances = (state: State, before: Stored, after: Stored): void => {
  const times = ({ fields: { start, end, recurrence } }: Stored) => [start, end, recurrence]
  if (isDeepStrictEqual(times(before), times(after))) return
  const had = isSeriesMaster(before) ? stampsOf(state, before) : new Map()
  const has = isSeriesMaster(after) ? stampsOf(state, after) : new Map()
  for (const [stamp, original] of had) {
    if (has.has(stamp)) continue
    const id = instanceId(after.id, stamp)
    const { calendarId, sequence, created } = after
    const place = { calendarId, id, seriesId: after.id, original, sequence, created }
    put(state, { ...place, status: 'cancelled', fields: {}, lost: true })
  }
  for (const exception of [...exceptionsOf(state, after.calendarId, after.id).values()]) {
    if (exception.lost && has.has(exception.id.slice(after.id.length + 1))) forget(state, exception)
  }
}

const takesPart = (calendarId: string, { fields }: Occurrence): boolean =>
  isSelf(calendarId, fields.organizer?.email) || selfAttendee(calendarId, fields.attendees) !== null

const copyTargets = (state: State, from: Stored, whole: Occurrence): readonly string[] => {
  const holding = [...state.events.entries()]
    .filter(([, events]) => events.has(from.id) || (from.seriesId !== null && events.has(from.seriesId)))
    .map(([calendarId]) => calendarId)
  const guests = (whole.fields.attendees ?? [])
    .map((guest) => primaryOf(state, guest.email)?.id)
    .filter((id) => id !== undefined)
  return [...new Set([...holding, ...guests])].filter((id) => id !== from.calendarId)
}

const copiedStatus = (from: Stored, whole: Occurrence, copy: Stored | undefined, calendarId: string) => {
  if (!takesPart(calendarId, whole)) return 'cancelled'
  // A guest who took the event off their own calendar does not get it back with the organiser's next edit.
  const leftIt =
    copy?.status === 'cancelled' &&
    selfAttendee(calendarId, whole.fields.attendees)?.responseStatus === 'declined'
  if (leftIt) return 'cancelled'
  const isHome = isSelf(from.calendarId, whole.fields.organizer?.email)
  return isHome || copy === undefined ? from.status : copy.status
}

/**
 * Brings the other copies of an event up to date after a write to one: guests in the emulator get theirs, those no
 * longer invited lose it, everyone's own part (colour, reminders, private properties) stays.
 */
export const spread = (state: State, from: Stored): void => {
  const whole = occurrenceOf(state, from)
  for (const calendarId of copyTargets(state, from, whole)) {
    const events = eventsOn(state, calendarId)
    const copy = events.get(from.id)
    if (copy === undefined && !takesPart(calendarId, whole) && !events.has(from.seriesId ?? '')) continue
    const isOverSeries = from.seriesId !== null && events.has(from.seriesId)
    const source = isOverSeries ? from.fields : whole.fields
    const first =
      copy === undefined && !isOverSeries
        ? { transparency: whole.fields.transparency, visibility: whole.fields.visibility }
        : {}
    const after = put(state, {
      ...from,
      calendarId,
      lost: false,
      status: copiedStatus(from, whole, copy, calendarId),
      fields: sharedWith(source, copy?.fields ?? first),
      created: copy?.created ?? state.now(),
    })
    if (copy && copy.seriesId === null) settleInstances(state, copy, after)
  }
}
