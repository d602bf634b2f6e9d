import type { Sent, WireEvent, WireTime } from '../../emulator/outlook/wire.ts'
import { CLIENTS, type Guest, type NewEvent, type Truth, ZONE } from './cloud.ts'

/** Under which name Afterward's marks lie in an event, all in one (PRODUCT 7): written down here a second time. */
export const MARKS_ID = 'String {3f0a9d52-6c1e-4b7a-9f4d-8e2b5c7d1a60} Name Afterward'

const instant = ({ dateTime }: WireTime): number => Date.parse(`${dateTime}Z`)

const RESPONSES: Readonly<Record<string, string>> = {
  accepted: 'accepted',
  declined: 'declined',
  tentativelyAccepted: 'tentative',
}

const guestOf = ({ emailAddress, status, proposedNewTime }: Sent['attendees'][number]): Guest => ({
  email: emailAddress.address ?? '',
  response: RESPONSES[status?.response ?? ''] ?? 'needsAction',
  ...(proposedNewTime === undefined
    ? {}
    : { proposed: { start: instant(proposedNewTime.start), end: instant(proposedNewTime.end) } }),
})

const marksIn = ({ singleValueExtendedProperties = [] }: Sent): Truth['marks'] => {
  const text = singleValueExtendedProperties.find(({ id }) => id.endsWith(' Name Afterward'))?.value ?? ''
  return text === '' ? {} : (JSON.parse(text) as Truth['marks'])
}

/** An event as Outlook holds it, its times told in UTC. */
export const truthOf = (event: Sent, account: string, calendarId: string): Truth => ({
  account,
  id: event.id,
  calendarId,
  living: !event.isCancelled,
  title: event.subject ?? '',
  description: event.body?.content ?? '',
  start: instant(event.start),
  end: instant(event.end),
  guests: event.attendees.map(guestOf),
  marks: marksIn(event),
  etag: event['@odata.etag'],
})

/** The wall time and date in the coach's zone, in which a series recurs. */
const local = (at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ZONE).toPlainDateTime()

const localTime = (at: number): WireTime => ({
  dateTime: local(at).toString({ smallestUnit: 'second' }),
  timeZone: ZONE,
})

const utcTime = (at: number): WireTime => ({
  dateTime: new Date(at).toISOString().slice(0, 19),
  timeZone: 'UTC',
})

/** When it is, by the clock on the wall; where that goes back meanwhile, only the world's time tells the end from the start. */
const timesOf = (start: number, end: number): Pick<WireEvent, 'start' | 'end'> => {
  const time = local(end).since(local(start)).total('milliseconds') === end - start ? localTime : utcTime
  return { start: time(start), end: time(end) }
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

const weekly = (start: number, weeks: number): WireEvent['recurrence'] => ({
  pattern: { type: 'weekly', interval: 1, daysOfWeek: [DAYS[local(start).dayOfWeek - 1] ?? ''] },
  range: {
    type: 'numbered',
    startDate: local(start).toPlainDate().toString(),
    numberOfOccurrences: weeks,
    recurrenceTimeZone: ZONE,
  },
})

/** What a person enters; the organiser is nobody's guest. */
export const wireEvent = ({
  title,
  start,
  minutes,
  guests = [],
  description,
  organiser,
  weeks,
}: NewEvent): WireEvent => ({
  subject: title,
  ...timesOf(start, start + minutes * 60_000),
  ...(description === undefined ? {} : { body: { contentType: 'text', content: description } }),
  ...(weeks === undefined ? {} : { recurrence: weekly(start, weeks) }),
  attendees: guests
    .filter((email) =>
      organiser === undefined ? CLIENTS.some((client) => client === email) : email !== organiser,
    )
    .map((address) => ({ emailAddress: { address } })),
})
