import type { CalendarEvent, EventPatch } from '../../core/event.ts'
import { isObject, ownMarks } from '../reading.ts'

type Marks = CalendarEvent['marks']

/**
 * The one extended property that carries all of Afterward's marks (PRODUCT 7). Its GUID and name are for good: what was written under
 * them is found by nothing else.
 */
export const MARKS_ID = 'String {3f0a9d52-6c1e-4b7a-9f4d-8e2b5c7d1a60} Name Afterward'

/** Longer texts are not sent; how much Exchange keeps in such a property is not documented [unconfirmed against live Graph]. */
const LONGEST = 30_000

/** Marks as they are written, the same marks always as the same text, so that a search can ask for it; none as an empty text. */
export const encodeMarks = (marks: Marks): string => {
  const entries = Object.entries(marks).sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.length === 0 ? '' : JSON.stringify(Object.fromEntries(entries))
}

/** The marks in an event's extended properties. What is no text of ours is no mark; never throws. */
export const decodeMarks = (properties: unknown): Marks => {
  const own: unknown = Array.isArray(properties)
    ? properties.find(
        // Exchange gives ids back in letters of its own choice.
        (each) =>
          isObject(each) && typeof each.id === 'string' && each.id.toLowerCase() === MARKS_ID.toLowerCase(),
      )
    : null
  if (!isObject(own) || typeof own.value !== 'string') return ownMarks(null)
  try {
    return ownMarks(JSON.parse(own.value))
  } catch {
    return ownMarks(null)
  }
}

/** Marks after a change to them; null removes one. */
export const changedMarks = (marks: Marks, change: NonNullable<EventPatch['marks']>): Marks =>
  Object.fromEntries(
    Object.entries({ ...marks, ...change }).filter((entry): entry is [string, string] => entry[1] !== null),
  )

/** False for marks that might be cut or refused; they must not be sent. */
export const marksFit = (marks: Marks): boolean => encodeMarks(marks).length <= LONGEST
