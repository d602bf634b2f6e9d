import type { CalendarEvent } from '../core/event.ts'

/** An object with fields, as JSON has them. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The text, or what stands for none. */
export const textOr = <T>(value: unknown, otherwise: T): string | T =>
  typeof value === 'string' ? value : otherwise

/** A link that may be opened: https and nothing else, whatever an invitation says (E54). */
export const linkOf = (value: unknown): string | null =>
  typeof value === 'string' && value.length <= 2048 && /^https:\/\/[^\s"<>]+$/.test(value) ? value : null

const MEETING =
  /https:\/\/(?:[\w-]+\.)*(?:meet\.google\.com|zoom\.us|teams\.microsoft\.com|teams\.live\.com|whereby\.com|webex\.com)\/[^\s"'<>]+/

/** The first link to a known meeting service in an event's place or text, or null. */
export const meetingIn = (texts: readonly unknown[]): string | null => {
  for (const text of texts) {
    if (typeof text !== 'string' || !text.includes('https://')) continue
    const found = MEETING.exec(text.slice(0, 20_000))?.[0].replaceAll('&amp;', '&')
    if (found !== undefined) return linkOf(found)
  }
  return null
}

const NO_MARKS: CalendarEvent['marks'] = {}

/** Afterward's own marks among a copy's properties; those of other apps are not ours to keep. */
export const ownMarks = (properties: unknown): CalendarEvent['marks'] => {
  if (!isObject(properties)) return NO_MARKS
  const marks = Object.entries(properties).filter(
    (entry): entry is [string, string] =>
      (entry[0] === 'aw' || entry[0].startsWith('aw1.')) && typeof entry[1] === 'string',
  )
  return marks.length === 0 ? NO_MARKS : Object.fromEntries(marks)
}
