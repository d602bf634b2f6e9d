import type { CalendarEvent } from '../core/event.ts'
import { toolOf } from '../core/tool.ts'
import type { EventRecord, Tx } from '../ports.ts'

/** The key of a copy of an event over all calendars. */
export const eventKey = (calendarKey: string, eventId: string): string => `${calendarKey}/${eventId}`

/** Times of timed events as they are; all-day dates by UTC midnight, so that all can be compared. */
const toMs = (time: number | string | null): number => {
  if (typeof time === 'number') return time
  return time === null ? 0 : Temporal.PlainDate.from(time).toZonedDateTime('UTC').epochMilliseconds
}

/** An event as it is kept: without its description (PRODUCT 3), but with what a rule wants to know of it. `seenAt` in epoch ms. */
export const toRecord = (
  event: CalendarEvent,
  calendarKey: string,
  { sessionKey, seenAt }: { readonly sessionKey: string; readonly seenAt: number },
): EventRecord => ({
  ...event,
  description: '',
  key: eventKey(calendarKey, event.id),
  calendarKey,
  startMs: toMs(event.start),
  endMs: toMs(event.end),
  sessionKey,
  seenAt,
  tool: toolOf(event),
})

/** These of an event's marks onto the stored one, as they were just read, whatever else of that is out of date. */
export const noteRead = async (
  tx: Tx<'events'>,
  { key, marks: before }: EventRecord,
  marks: EventRecord['marks'],
  taken: ReadonlySet<string>,
): Promise<void> => {
  const record = await tx.events.get(key)
  if (record === undefined) return
  const kept = Object.entries(before).filter(([name]) => !taken.has(name))
  const read = Object.entries(marks).filter(([name]) => taken.has(name))
  await tx.events.put({ ...record, marks: Object.fromEntries([...kept, ...read]) })
}
