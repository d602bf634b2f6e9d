import type { CalendarEvent } from './event.ts'

/** Booking tools whose events are told by a signature (PRODUCT 3). */
export type BookingTool = 'calendly' | 'acuity' | 'cal.com' | 'zoom-scheduler'

/** What each tool leaves in its events: the address of its own site, in the text or as the organiser's domain. */
const signatures: readonly (readonly [BookingTool, RegExp])[] = [
  ['calendly', /(?:^|[^a-z0-9-])calendly\.com\b/],
  ['acuity', /(?:^|[^a-z0-9-])(?:acuityscheduling\.com|squarespacescheduling\.com|as\.me\/)/],
  ['cal.com', /(?:^|[^a-z0-9-])cal\.com\b/],
  ['zoom-scheduler', /(?:^|[^a-z0-9-])scheduler\.zoom\.us\b/],
]

/** No tool writes its link further down than this, and a hostile description may be of any length (E54). */
const LOOKED_AT = 20_000

/**
 * The tool that booked this event, or null. Looks at the description, so it has to be asked before that is dropped; afterwards
 * the answer is kept with the event.
 */
export const toolOf = (
  event: Pick<CalendarEvent, 'description' | 'location' | 'joinLink' | 'organiser'>,
): BookingTool | null => {
  const { description, location, joinLink, organiser } = event
  if (description === '' && !location && !joinLink && !organiser?.email) return null
  const text = [description.slice(0, LOOKED_AT), location, joinLink, organiser?.email].join(' ').toLowerCase()
  return signatures.find(([, signature]) => signature.test(text))?.[0] ?? null
}
