import { calendarId } from './sync-books.ts'
import { eventsFor } from './wire-events.ts'

/** As many as Graph gives at a time (API B). */
const PAGE = 1000

type Wire = Readonly<Record<string, unknown>>
type Person = {
  readonly email: string
  readonly displayName?: string
  readonly responseStatus?: string
  readonly self?: boolean
}

const RESPONSES: Readonly<Record<string, string>> = { needsAction: 'notResponded' }

const timeOf = (time: unknown) => {
  const { dateTime, date } = time as { readonly dateTime?: string; readonly date?: string }
  const wall = dateTime === undefined ? `${date}T00:00:00` : dateTime.replace('Z', '')
  return { dateTime: `${wall}.0000000`, timeZone: 'UTC' }
}

const guestOf = ({ email, displayName, responseStatus = 'needsAction' }: Person) => ({
  type: 'required',
  status: { response: RESPONSES[responseStatus] ?? responseStatus, time: '2026-11-01T08:00:00Z' },
  emailAddress: { address: email, name: displayName ?? email },
})

/** The same event as Graph would send it: as long, with all the fields that nobody asked for. */
const asOutlook = (event: Wire) => {
  const organizer = event.organizer as Person | undefined
  const isInstance = event.recurringEventId !== undefined
  const description = String(event.description ?? '')
  if (event.status === 'cancelled') return { id: event.id, '@removed': { reason: 'deleted' } }
  return {
    '@odata.etag': `W/${event.etag}`,
    id: `AAMkAGI1${event.id}`,
    createdDateTime: `${event.updated}`,
    lastModifiedDateTime: `${event.updated}`,
    changeKey: event.etag,
    categories: [],
    transactionId: null,
    originalStartTimeZone: 'Romance Standard Time',
    originalEndTimeZone: 'Romance Standard Time',
    iCalUId: event.iCalUID,
    hasAttachments: false,
    subject: event.summary,
    bodyPreview: description.slice(0, 255),
    importance: 'normal',
    sensitivity: 'normal',
    isAllDay: (event.start as { date?: string }).date !== undefined,
    isCancelled: false,
    isOrganizer: organizer?.self === true,
    responseRequested: true,
    seriesMasterId: event.recurringEventId ?? null,
    showAs: event.eventType === 'focusTime' ? 'oof' : 'busy',
    type: isInstance ? 'occurrence' : 'singleInstance',
    originalStart: isInstance ? (event.originalStartTime as { dateTime: string }).dateTime : null,
    webLink: event.htmlLink,
    onlineMeetingUrl: null,
    isOnlineMeeting: event.hangoutLink !== undefined,
    responseStatus: { response: 'organizer', time: '0001-01-01T00:00:00Z' },
    body: { contentType: 'text', content: description },
    start: timeOf(event.start),
    end: timeOf(event.end),
    location: { displayName: event.location ?? '', locationType: 'default' },
    locations: [],
    attendees: ((event.attendees ?? []) as Person[]).filter(({ self }) => !self).map(guestOf),
    organizer: { emailAddress: { address: organizer?.email, name: 'Coach' } },
    onlineMeeting: event.hangoutLink === undefined ? null : { joinUrl: event.hangoutLink },
  }
}

/** The same calendar as `wirePages`, as the bodies of `calendarView`: 1,000 a page. */
export const outlookPages = (count: number): readonly string[] => {
  const events = eventsFor(count).map(asOutlook)
  const pages = Math.ceil(count / PAGE)
  return Array.from({ length: pages }, (_, page) =>
    JSON.stringify({
      value: events.slice(page * PAGE, (page + 1) * PAGE),
      ...(page + 1 < pages ? { '@odata.nextLink': nextLink(page + 1) } : {}),
    }),
  )
}

const nextLink = (page: number): string =>
  `https://graph.microsoft.com/v1.0/me/calendars/${encodeURIComponent(calendarId(0))}/calendarView?$skiptoken=${page}`
