import { applied } from './body.ts'
import { place } from './meeting.ts'
import type { Occurrence } from './occurrence.ts'
import { slotsOf } from './recurrence.ts'
import { type Copy, putMeeting, type Shared, type State } from './state.ts'
import { dateIn } from './time.ts'
import { outlookUid } from './uid.ts'
import type { WireEvent, WirePattern, WireRecurrence } from './wire.ts'

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** A pattern whose start has moved by some days names other days. */
const shiftedPattern = (pattern: WirePattern, from: string, to: string): WirePattern => {
  const days = Temporal.PlainDate.from(from).until(to).days
  const { dayOfMonth, daysOfWeek } = pattern
  const moved = (name: string) => WEEKDAYS[(WEEKDAYS.indexOf(name.toLowerCase()) + days + 700) % 7] ?? name
  return {
    ...pattern,
    ...(daysOfWeek ? { daysOfWeek: daysOfWeek.map(moved) } : {}),
    ...(dayOfMonth ? { dayOfMonth: Temporal.PlainDate.from(to).day } : {}),
  }
}

const continued = (
  { pattern, range }: WireRecurrence,
  from: string,
  to: string,
  done: number,
): WireRecurrence => ({
  pattern: shiftedPattern(pattern, from, to),
  range: {
    ...range,
    startDate: to,
    ...(range.type === 'numbered' ? { numberOfOccurrences: (range.numberOfOccurrences ?? 0) - done } : {}),
  },
})

/**
 * "This and following", as Outlook does it: the series ends before the instance that began at `from`, and another with an
 * identity of its own goes on from there, `shiftMs` later and changed as stated. Earlier exceptions stay.
 */
export const splitSeries = (
  state: State,
  { meeting, shared, own, copy }: Occurrence,
  from: number,
  shiftMs: number,
  changes: WireEvent,
  silent: boolean,
): Copy => {
  const slots = [...slotsUpTo(shared, from)]
  const at = slots.findIndex(({ start }) => start === from)
  const [last, first] = [slots[at - 1], slots[at]]
  if (!first || !last || !shared.recurrence)
    throw new Error(`${copy.id} has no instance at ${new Date(from).toISOString()} with others before it`)
  const range = { ...shared.recurrence.range, type: 'endDate', endDate: last.date } as const
  putMeeting(state, {
    ...meeting,
    shared: { ...shared, recurrence: { ...shared.recurrence, range } },
  })
  const start = { ...shared.start, ms: first.start + shiftMs }
  const startDate = dateIn(start.ms, shared.isAllDay ? 'UTC' : start.zone)
  const next: Shared = {
    ...shared,
    start,
    end: { ...shared.end, ms: first.end + shiftMs },
    recurrence: continued(shared.recurrence, first.date, startDate, at),
  }
  const reading = { seeded: true, zone: 'UTC', now: state.now() }
  return place(state, {
    calendarId: copy.calendarId,
    uid: outlookUid(state.seeded),
    organizer: meeting.organizer,
    parts: applied({ shared: next, own }, changes, reading),
    transactionId: null,
    silent,
  })
}

function* slotsUpTo(shared: Shared, ms: number) {
  for (const slot of slotsOf(shared)) {
    if (slot.start > ms) return
    yield slot
  }
}
