import { changeKeyOf, etagOf } from './meeting.ts'
import type { Occurrence } from './occurrence.ts'
import { type Guest, isHome, type Moment, type Shared, type State } from './state.ts'
import { formatSecond, formatUtc, wallTime } from './time.ts'
import { uidOfInstance } from './uid.ts'
import type { Response, Sent, WireAttendee, WireTime } from './wire.ts'
import { windowsZone } from './zones.ts'

/** How an event is looked at. */
export type Viewing = {
  /** The zone times are told in, IANA, and as the client named it. */
  readonly zone: string
  readonly zoneName: string
  readonly bodyType: 'text' | 'html'
  /** What is hidden of somebody else's calendar: private events, or all but the times. */
  readonly hides: 'nothing' | 'private' | 'all'
}

export const IN_UTC: Viewing = { zone: 'UTC', zoneName: 'UTC', bodyType: 'text', hides: 'nothing' }

const NEVER = '0001-01-01T00:00:00Z'

const sentTime = ({ ms }: Moment, isAllDay: boolean, { zone, zoneName }: Viewing): WireTime => ({
  dateTime: wallTime(ms, isAllDay ? 'UTC' : zone),
  timeZone: zoneName,
})

const plain = (html: string): string =>
  html
    .replace(/<(?:style|head)[\s\S]*?<\/(?:style|head)>/gi, '')
    .replace(/<(?:br|\/p|\/div)[^>]*>/gi, '\r\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .trim()

const marked = (text: string): string => {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><div>${escaped.replace(/\r?\n/g, '<br>\r\n')}</div></body></html>`
}

const textOf = ({ contentType, content }: Shared['body']): string =>
  contentType === 'html' ? plain(content) : content

const bodyIn = (body: Shared['body'], wanted: 'text' | 'html'): Shared['body'] => {
  if (wanted === 'text') return { contentType: 'text', content: textOf(body) }
  return { contentType: 'html', content: body.contentType === 'html' ? body.content : marked(body.content) }
}

const guestFor = (guest: Guest, seesAnswers: boolean, viewing: Viewing): WireAttendee => {
  const { address, name, type, response, answeredAt, proposed } = guest
  const time = (ms: number): WireTime => ({
    dateTime: wallTime(ms, viewing.zone),
    timeZone: viewing.zoneName,
  })
  const seen = seesAnswers ? response : 'none'
  return {
    type,
    status: { response: seen, time: seesAnswers && answeredAt !== null ? formatSecond(answeredAt) : NEVER },
    emailAddress: { name, address },
    ...(seesAnswers && proposed
      ? { proposedNewTime: { start: time(proposed.start), end: time(proposed.end) } }
      : {}),
  }
}

const responseOf = (found: Occurrence, owner: string, home: boolean): Sent['responseStatus'] => {
  const { own, shared } = found
  if (home) return { response: 'organizer', time: NEVER }
  if (own.answer) return { response: own.answer.response, time: formatSecond(own.answer.at) }
  const line = shared.attendees.find(({ address }) => address === owner)
  const response: Response = line && line.response !== 'none' ? line.response : 'notResponded'
  return { response, time: line?.answeredAt ? formatSecond(line.answeredAt) : NEVER }
}

const PRIVATE = 'Private Appointment'

const hidden = (event: Sent, subject: string): Sent => ({
  ...event,
  subject,
  bodyPreview: '',
  body: { contentType: 'text', content: '' },
  location: { displayName: '' },
  locations: [],
  attendees: [],
  categories: [],
  onlineMeeting: null,
  onlineMeetingUrl: null,
})

const originalZone = ({ named, zone }: Moment): string => (named === zone ? windowsZone(zone) : named)

/** What a delta, and now and then a view, has of an occurrence (API B): the rest is its series'. */
export const skeleton = ({ '@odata.etag': etag, id, seriesMasterId, type, start, end }: Sent) => ({
  '@odata.type': '#microsoft.graph.event',
  '@odata.etag': etag,
  id,
  seriesMasterId,
  type,
  start,
  end,
})

/** An event as one reader gets it, with everything but extended properties. */
export const sent = (state: State, found: Occurrence, viewing: Viewing): Sent => {
  const { id, copy, meeting, slot, shared, own, type, cancelled } = found
  const owner = state.calendars.get(copy.calendarId)?.owner.address ?? ''
  const home = isHome(state, copy, meeting)
  const guests = shared.attendees.filter(({ address }) => home || !shared.hideAttendees || address === owner)
  const site = state.users.get(owner)?.kind === 'personal' ? 'outlook.live.com' : 'outlook.office365.com'
  const event: Sent = {
    '@odata.etag': etagOf(found),
    id,
    createdDateTime: formatUtc(copy.created),
    lastModifiedDateTime: formatUtc(found.updated),
    changeKey: changeKeyOf(found),
    categories: own.categories,
    transactionId: copy.transactionId ?? undefined,
    originalStartTimeZone: originalZone(shared.start),
    originalEndTimeZone: originalZone(shared.end),
    iCalUId: slot === null ? meeting.uid : uidOfInstance(meeting.uid, slot.date),
    reminderMinutesBeforeStart: own.reminderMinutesBeforeStart,
    isReminderOn: own.isReminderOn,
    hasAttachments: false,
    subject: cancelled && !home ? `Canceled: ${shared.subject}` : shared.subject,
    bodyPreview: textOf(shared.body).slice(0, 255),
    importance: shared.importance,
    sensitivity: shared.sensitivity,
    isAllDay: shared.isAllDay,
    isCancelled: cancelled,
    isOrganizer: home,
    isDraft: false,
    responseRequested: shared.responseRequested,
    seriesMasterId: slot === null ? null : copy.id,
    showAs: own.showAs,
    type,
    webLink: `https://${site}/owa/?itemid=${encodeURIComponent(id)}&exvsurl=1&path=/calendar/item`,
    onlineMeetingUrl: null,
    isOnlineMeeting: shared.isOnlineMeeting,
    onlineMeetingProvider: shared.onlineMeetingProvider,
    allowNewTimeProposals: shared.allowNewTimeProposals,
    hideAttendees: shared.hideAttendees,
    originalStart: slot === null ? null : formatSecond(slot.start),
    responseStatus: responseOf(found, owner, home),
    body: bodyIn(shared.body, state.settings.htmlBodies ? 'html' : viewing.bodyType),
    start: sentTime(shared.start, shared.isAllDay, viewing),
    end: sentTime(shared.end, shared.isAllDay, viewing),
    location: { locationType: 'default', uniqueIdType: 'unknown', ...shared.location },
    locations: shared.location.displayName ? [{ locationType: 'default', ...shared.location }] : [],
    recurrence: shared.recurrence,
    attendees: guests.map((guest) => guestFor(guest, home || guest.address === owner, viewing)),
    organizer: { emailAddress: { name: meeting.organizer.name, address: meeting.organizer.address } },
    onlineMeeting: shared.onlineMeeting,
  }
  if (viewing.hides === 'all') return hidden(event, shared.sensitivity === 'private' ? PRIVATE : 'Busy')
  return viewing.hides === 'private' && shared.sensitivity === 'private' ? hidden(event, PRIVATE) : event
}
