import { type Slot, slotsOf } from './series.ts'
import { eventsOn, exceptionsOf, type Fields, type State, type Stored } from './state.ts'
import { instantOf, stampOf } from './time.ts'
import type { Status, WireTime } from './wire.ts'

/** An event as it stands: a single one, a series, or an instance with what it has from its series. */
export type Occurrence = {
  readonly calendarId: string
  readonly id: string
  readonly seriesId: string | null
  readonly original: WireTime | null
  readonly status: Status
  readonly fields: Fields
  readonly sequence: number
  readonly created: number
  readonly updated: number
  readonly revision: number
  readonly lost: boolean
}

/** The zone of a calendar; UTC for one that is not there. */
export const calendarZone = (state: State, calendarId: string): string =>
  state.calendars.get(calendarId)?.zone ?? 'UTC'

const isSeries = (stored: Stored): boolean => (stored.fields.recurrence?.length ?? 0) > 0

const withoutRecurrence = ({ recurrence: _, ...rest }: Fields): Fields => rest

const seriesOf = (state: State, stored: Stored): Stored | null =>
  stored.seriesId === null ? null : (eventsOn(state, stored.calendarId).get(stored.seriesId) ?? null)

const slotLength = (series: Stored): number =>
  instantOf(series.fields.end ?? {}, 'UTC') - instantOf(series.fields.start ?? {}, 'UTC')

const originalTimes = (series: Stored, original: WireTime): Pick<Fields, 'start' | 'end'> => {
  const length = slotLength(series)
  if (original.date !== undefined) {
    const end = Temporal.PlainDate.from(original.date).add({ days: Math.round(length / 86_400_000) })
    return { start: original, end: { date: end.toString() } }
  }
  const end = Temporal.Instant.from(original.dateTime ?? '').add({ milliseconds: length })
  return { start: original, end: { ...original, dateTime: end.toString() } }
}

/** A stored event as it stands; an exception is laid over its series. */
export const occurrenceOf = (state: State, stored: Stored): Occurrence => {
  const series = seriesOf(state, stored)
  if (series === null || stored.original === null) return stored
  const inherited = withoutRecurrence(series.fields)
  return {
    ...stored,
    status: series.status === 'cancelled' ? 'cancelled' : stored.status,
    fields: { ...inherited, ...originalTimes(series, stored.original), ...stored.fields },
    sequence: Math.max(stored.sequence, series.sequence),
    updated: Math.max(stored.updated, series.updated),
    revision: Math.max(stored.revision, series.revision),
  }
}

/** The id of an instance: `<series>_<stamp>` (API A). */
export const instanceId = (seriesId: string, stamp: string): string => `${seriesId}_${stamp}`

const instanceAt = (series: Stored, slot: Slot): Occurrence => ({
  ...series,
  id: instanceId(series.id, slot.stamp),
  seriesId: series.id,
  original: slot.start,
  fields: { ...withoutRecurrence(series.fields), start: slot.start, end: slot.end },
})

/** A stretch of time, epoch ms: events ending after `from` and starting before `to`. */
export type Range = { readonly from: number; readonly to: number }
export const EVER: Range = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

/** Whether an event lies in the range: its end after `from`, its start before `to`, both exclusive (API A); an event without length counts by its start. */
export const overlaps = (state: State, { calendarId, fields }: Occurrence, { from, to }: Range): boolean => {
  const zone = calendarZone(state, calendarId)
  if (!fields.start || !fields.end) return true
  const start = instantOf(fields.start, zone)
  const end = instantOf(fields.end, zone)
  return (end > from || (end === start && start >= from)) && start < to
}

/** The instances of a series in a range, exceptions wherever they have moved to included, cancelled ones too. */
export const instancesOf = (state: State, series: Stored, range: Range): Occurrence[] => {
  const exceptions = exceptionsOf(state, series.calendarId, series.id)
  const found: Occurrence[] = []
  for (const slot of slotsOf(
    series.fields,
    calendarZone(state, series.calendarId),
    state.settings.maxInstances,
  )) {
    if (slot.startMs >= range.to) break
    if (slot.endMs <= range.from && slot.endMs !== slot.startMs) continue
    if (!exceptions.has(instanceId(series.id, slot.stamp))) found.push(instanceAt(series, slot))
  }
  for (const exception of exceptions.values()) {
    const occurrence = occurrenceOf(state, exception)
    if (overlaps(state, occurrence, range)) found.push(occurrence)
  }
  return found
}

/** Whether a stored event is a series that has instances of its own. */
export const isSeriesMaster = isSeries

/** An event by id: a stored one, or an instance nothing has touched yet; null where there is none. */
export const findOccurrence = (state: State, calendarId: string, id: string): Occurrence | null => {
  const stored = eventsOn(state, calendarId).get(id)
  if (stored) return occurrenceOf(state, stored)
  const cut = id.lastIndexOf('_')
  const series = cut > 0 ? eventsOn(state, calendarId).get(id.slice(0, cut)) : undefined
  if (!series || !isSeries(series)) return null
  const stamp = id.slice(cut + 1)
  for (const slot of slotsOf(series.fields, calendarZone(state, calendarId), state.settings.maxInstances)) {
    if (slot.stamp === stamp) return instanceAt(series, slot)
  }
  return null
}

/** The stamps of a series' own places, for comparing two shapes of it. */
export const stampsOf = (state: State, series: Stored): ReadonlyMap<string, WireTime> => {
  const zone = calendarZone(state, series.calendarId)
  return new Map(
    [...slotsOf(series.fields, zone, state.settings.maxInstances)].map((slot) => [
      stampOf(slot.start),
      slot.start,
    ]),
  )
}
