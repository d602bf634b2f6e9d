import type { Attendee, Event } from '@microsoft/microsoft-graph-types'
import type { CalendarEvent, EventDraft, EventPatch } from '../../core/event.ts'
import { zoned } from '../../core/time.ts'
import { isObject } from '../reading.ts'
import { encodeMarks, MARKS_ID } from './marks.ts'
import type { WireEvent } from './wire.ts'
import { windowsOf } from './zones.ts'

type Times = NonNullable<EventPatch['time']>

/** A wall time with Outlook's name of its zone; in UTC where Outlook has no name for a zone that keeps the same time. */
const moment = (ms: number, zone: string) => {
  const timeZone = windowsOf(zone) ?? 'UTC'
  const wall = zoned(ms, timeZone === 'UTC' ? 'UTC' : zone).toPlainDateTime()
  return { dateTime: wall.toString({ smallestUnit: 'second' }), timeZone }
}

const between = ({ start, end, zone }: Times): Event => ({
  start: moment(start, zone),
  end: moment(end, zone),
})

const shown = (status: NonNullable<EventPatch['status']>): Event => ({
  showAs: status === 'tentative' ? 'tentative' : 'busy',
})

const plain = (content: string): Event => ({ body: { contentType: 'text', content } })

const guest = ({ email, name }: { readonly email: string; readonly name: string | null }) => ({
  emailAddress: { address: email, ...(name === null ? {} : { name }) },
  type: 'required' as const,
})

const carrying = (marks: CalendarEvent['marks']): Event => ({
  singleValueExtendedProperties: [{ id: MARKS_ID, value: encodeMarks(marks) }],
})

/** The body that creates an event. `transactionId`, so that it happens once; Graph gives the id (API B). */
export const draftToOutlook = (draft: EventDraft): Event => ({
  transactionId: draft.id,
  subject: draft.title,
  ...(draft.description === '' ? {} : plain(draft.description)),
  ...between(draft),
  ...shown(draft.status),
  ...(draft.private ? { sensitivity: 'private' } : {}),
  ...(draft.attendees.length === 0 ? {} : { attendees: draft.attendees.map(guest) }),
  ...(draft.meeting ? { isOnlineMeeting: true } : {}),
  ...carrying(draft.marks),
})

/** How somebody is invited, as it stands: their name, whether they are optional, whether they are a room. */
const kept = ({ emailAddress, type }: Readonly<Record<string, unknown>>): Attendee =>
  ({ emailAddress, type }) as Attendee

/** Who is to be invited: those who are already, as they stand there (optional, a room), and the new ones. */
const guests = (people: NonNullable<EventPatch['attendees']>, before: WireEvent): Event => {
  const there = new Map<string, Attendee>()
  for (const each of Array.isArray(before.attendees) ? before.attendees : []) {
    const { address } = isObject(each) && isObject(each.emailAddress) ? each.emailAddress : {}
    if (isObject(each) && typeof address === 'string') there.set(address.toLowerCase(), kept(each))
  }
  return { attendees: people.map((who) => there.get(who.email.toLowerCase()) ?? guest(who)) }
}

/** The body that changes an event: what the patch names and nothing else. `marks`: all of them as they will be, where they change. */
export const patchToOutlook = (
  patch: EventPatch,
  before: WireEvent,
  marks: CalendarEvent['marks'] | null,
): Event => ({
  ...(patch.title === undefined ? {} : { subject: patch.title }),
  ...(patch.description === undefined ? {} : plain(patch.description)),
  ...(patch.status === undefined ? {} : shown(patch.status)),
  ...(patch.private === undefined ? {} : { sensitivity: patch.private ? 'private' : 'normal' }),
  ...(patch.time === undefined ? {} : between(patch.time)),
  ...(patch.attendees === undefined ? {} : guests(patch.attendees, before)),
  ...(patch.categories === undefined ? {} : { categories: [...patch.categories] }),
  ...(marks === null ? {} : carrying(marks)),
})
