import { instanceId, instanceOf } from './ids.ts'
import { type Slot, slotAt, slotsOf } from './recurrence.ts'
import { type Copy, copiesOn, isHome, type Meeting, type Own, type Shared, type State } from './state.ts'
import { spanOf } from './time.ts'

/** An event as it stands on one calendar: a single one, a series, or an instance with what it has from its series. */
export type Occurrence = {
  readonly id: string
  readonly type: 'singleInstance' | 'occurrence' | 'exception' | 'seriesMaster'
  readonly copy: Copy
  readonly meeting: Meeting
  /** The date an instance stands for, and its original start, epoch ms. */
  readonly slot: Slot | null
  readonly shared: Shared
  readonly own: Own
  readonly cancelled: boolean
  readonly revision: number
  readonly updated: number
}

const whole = (copy: Copy, meeting: Meeting): Occurrence => ({
  id: copy.id,
  type: meeting.shared.recurrence === null ? 'singleInstance' : 'seriesMaster',
  copy,
  meeting,
  slot: null,
  shared: meeting.shared,
  own: copy.own,
  cancelled: meeting.cancelled,
  revision: Math.max(copy.revision, meeting.revision),
  updated: Math.max(copy.updated, meeting.updated),
})

const instanceAt = (state: State, copy: Copy, meeting: Meeting, slot: Slot): Occurrence | null => {
  const exception = meeting.exceptions.get(slot.date)
  const mine = copy.dates.get(slot.date)
  if (mine?.removed || (exception?.cancelled && isHome(state, copy, meeting))) return null
  const { start, end } = meeting.shared
  const places = { start: { ...start, ms: slot.start }, end: { ...end, ms: slot.end } }
  return {
    id: instanceId(copy.id, slot.date),
    type: exception || mine ? 'exception' : 'occurrence',
    copy,
    meeting,
    slot,
    shared: { ...meeting.shared, ...places, ...exception?.changes, recurrence: null },
    own: { ...copy.own, ...mine?.own },
    cancelled: meeting.cancelled || (exception?.cancelled ?? false),
    revision: Math.max(copy.revision, meeting.revision, exception?.revision ?? 0, mine?.revision ?? 0),
    updated: Math.max(copy.updated, meeting.updated, exception?.updated ?? 0, mine?.updated ?? 0),
  }
}

const standing = (state: State, id: string): { copy: Copy; meeting: Meeting } | null => {
  const copy = state.copies.get(id)
  const meeting = copy && state.meetings.get(copy.uid)
  return copy && meeting && !copy.removed ? { copy, meeting } : null
}

/** An event by id, null where there is none (any more). */
export const findOccurrence = (state: State, id: string): Occurrence | null => {
  const place = instanceOf(id)
  if (place === null) {
    const found = standing(state, id)
    return found && whole(found.copy, found.meeting)
  }
  const series = standing(state, place.seriesId)
  const slot = series && slotAt(series.meeting.shared, place.date)
  return series && slot ? instanceAt(state, series.copy, series.meeting, slot) : null
}

/** A span of time, epoch ms, its end exclusive. */
export type Range = { readonly from: number; readonly to: number }

const overlaps = (occurrence: Occurrence, { from, to }: Range, zone: string): boolean => {
  const { start, end } = spanOf(occurrence.shared, zone)
  return start < to && (end > from || (start === end && start >= from))
}

const DAY = 86_400_000

/** The instances of a series that fall into a span, moved ones wherever they are now. */
export const instancesIn = (
  state: State,
  { copy, meeting }: Occurrence,
  range: Range,
  zone: string,
): readonly Occurrence[] => {
  const found: Occurrence[] = []
  const moved = [...meeting.exceptions.keys()].toSorted().at(-1) ?? ''
  for (const slot of slotsOf(meeting.shared)) {
    if (slot.start - DAY > range.to && slot.date > moved) break
    if (slot.end + DAY < range.from && !meeting.exceptions.has(slot.date)) continue
    const instance = instanceAt(state, copy, meeting, slot)
    if (instance && overlaps(instance, range, zone)) found.push(instance)
  }
  return found
}

/** Every series (as it is) and single event on a calendar. */
export const eventsOn = (state: State, calendarId: string): readonly Occurrence[] =>
  copiesOn(state, calendarId)
    .map(({ id }) => findOccurrence(state, id))
    .filter((one) => one !== null)

/** What a calendar shows of a span: single events and instances. `zone` places all-day events. */
export const occurrencesIn = (
  state: State,
  calendarId: string,
  range: Range,
  zone: string,
): readonly Occurrence[] =>
  eventsOn(state, calendarId).flatMap((one) => {
    if (one.type === 'seriesMaster') return instancesIn(state, one, range, zone)
    return overlaps(one, range, zone) ? [one] : []
  })

/** The zone of the user whose calendar it is; UTC for one of somebody outside. */
export const calendarZone = (state: State, calendarId: string): string =>
  state.users.get(state.calendars.get(calendarId)?.owner.address ?? '')?.zone ?? 'UTC'
