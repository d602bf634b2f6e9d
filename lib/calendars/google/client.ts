import { calendarKeyOf } from '../../core/account.ts'
import type { Calendar, CalendarEvent, MalformedEvent } from '../../core/event.ts'
import type { Failure } from '../../core/failure.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { CalendarPort, Page, PageRequest } from '../../ports.ts'
import { type Answer, createHttp } from '../http.ts'
import { readAnswer } from '../read-answer.ts'
import { createZoneReader, toWireTime } from '../time.ts'
import { draftToGoogle, marksFit, patchToGoogle } from './body.ts'
import { busyByEvents, busyByQuery } from './busy.ts'
import { eventFromGoogle } from './map.ts'
import { createSend, type Query } from './request.ts'
import { canFreeBusy, writeObjection } from './scopes.ts'
import { calendarEntry, calendarsPage, EVENT_TYPES, eventsPage, MASK } from './wire.ts'

const ROLES: Readonly<Record<string, Calendar['role']>> = {
  owner: 'owner',
  writer: 'writer',
  writerWithoutPrivateAccess: 'writer',
  reader: 'reader',
  freeBusyReader: 'busy-only',
}

const readZone = createZoneReader()

const calendarFrom = (value: unknown, accountId: string): Calendar | null => {
  const read = calendarEntry.safeParse(value)
  if (!read.success || read.data.deleted) return null
  const { id, summary, summaryOverride, timeZone, accessRole, backgroundColor, primary } = read.data
  return {
    key: calendarKeyOf(accountId, id),
    id,
    accountId,
    provider: 'google',
    name: summaryOverride || summary || id,
    zone: readZone(timeZone, 'UTC'),
    role: ROLES[accessRole ?? ''] ?? 'busy-only',
    primary: primary === true,
    colour: /^#[0-9a-f]{6}$/i.test(backgroundColor ?? '') ? (backgroundColor ?? null) : null,
  }
}

/**
 * Parameters of `events.list`. A first sync is bounded by the window; a sync token must come without those bounds and with all the
 * rest unchanged (API A, Sync).
 */
const listQuery = ({ cursor, window, page }: PageRequest): Query => ({
  singleEvents: true,
  showDeleted: true,
  maxResults: 2500,
  eventTypes: EVENT_TYPES,
  fields: MASK.events,
  ...(cursor === null
    ? { timeMin: toWireTime(window.start), timeMax: toWireTime(window.end) }
    : { syncToken: cursor }),
  ...(page === null ? {} : { pageToken: page }),
})

const pageFrom = (request: PageRequest, answer: Answer): Result<Page, Failure> => {
  const read = readAnswer(ok(answer), eventsPage)
  if (!read.ok) return read
  const events: CalendarEvent[] = []
  const malformed: MalformedEvent[] = []
  for (const item of read.value.items ?? []) {
    const event = eventFromGoogle(item, request.calendar)
    if (event.ok) events.push(event.value)
    else malformed.push(event.error)
  }
  const nextPage = read.value.nextPageToken ?? null
  return ok({
    events,
    malformed,
    nextPage,
    cursor: nextPage === null ? (read.value.nextSyncToken ?? null) : null,
    snapshotOf: nextPage === null && request.cursor === null ? request.window : null,
    serverTime: answer.serverTime,
  })
}

const eventOf = (answer: Result<Answer, Failure>, calendar: Calendar): Result<CalendarEvent, Failure> => {
  if (!answer.ok) return answer
  const event = eventFromGoogle(answer.value.body, calendar)
  return event.ok ? event : err({ type: 'malformed', detail: event.error.detail })
}

/**
 * Google Calendar v3 (API A) behind the calendar port, over the `fetch` and token source that it is given. `token` rejects when there is
 * none, which fails as `sign-in-needed`. With `scopes` known, what they do not allow is refused here, without asking Google:
 * `scope-needed`, or `forbidden` for a calendar that is not the coach's own. `accountId` goes into the keys of its calendars.
 */
export const createGoogleCalendar = (deps: {
  readonly fetch: typeof fetch
  readonly token: () => Promise<string>
  readonly accountId?: string
  readonly scopes?: readonly string[]
}): CalendarPort => {
  const { accountId = '', scopes } = deps
  const send = createSend(createHttp(deps.fetch), deps.token)
  const eventPath = (calendar: Calendar, eventId: string) => ['calendars', calendar.id, 'events', eventId]

  /** Why a write would be refused for certain, or null. */
  const objection = (calendar: Calendar, marks?: Readonly<Record<string, string | null>>): Failure | null => {
    if (!marksFit(marks)) return { type: 'rejected', status: 0, reason: 'mark-too-long' }
    return scopes === undefined ? null : writeObjection(scopes, calendar.role)
  }

  const get: CalendarPort['get'] = async (calendar, eventId) =>
    eventOf(
      await send({ method: 'GET', path: eventPath(calendar, eventId), query: { fields: MASK.event } }),
      calendar,
    )

  return {
    calendars: async () => {
      const calendars: Calendar[] = []
      let page: string | null = null
      do {
        const query: Query = {
          maxResults: 250,
          fields: MASK.calendars,
          ...(page === null ? {} : { pageToken: page }),
        }
        const read = readAnswer(
          await send({ method: 'GET', path: ['users', 'me', 'calendarList'], query }),
          calendarsPage,
        )
        if (!read.ok) return read
        for (const item of read.value.items ?? []) {
          const calendar = calendarFrom(item, accountId)
          if (calendar !== null) calendars.push(calendar)
        }
        page = read.value.nextPageToken ?? null
      } while (page !== null)
      return ok(calendars)
    },

    page: async (request) => {
      const path = ['calendars', request.calendar.id, 'events']
      const answer = await send({ method: 'GET', path, query: listQuery(request) })
      return answer.ok ? pageFrom(request, answer.value) : answer
    },

    get,

    insert: async (calendar, draft) => {
      const no = objection(calendar, draft.marks)
      if (no !== null) return err(no)
      const query: Query = {
        sendUpdates: draft.attendees.length === 0 ? 'none' : 'all',
        ...(draft.meeting ? { conferenceDataVersion: 1 } : {}),
        fields: MASK.event,
      }
      const path = ['calendars', calendar.id, 'events']
      return eventOf(await send({ method: 'POST', path, query, body: draftToGoogle(draft) }), calendar)
    },

    made: (calendar, draft) => get(calendar, draft.id),

    patch: async (calendar, eventId, patch, ifMatch) => {
      const no = objection(calendar, patch.marks)
      if (no !== null) return err(no)
      // Version 1, so that a meeting's video link outlives our change (API A).
      const query = { sendUpdates: 'none', conferenceDataVersion: 1, fields: MASK.event }
      const path = eventPath(calendar, eventId)
      return eventOf(
        await send({ method: 'PATCH', path, query, ifMatch, body: patchToGoogle(patch) }),
        calendar,
      )
    },

    remove: async (calendar, eventId, ifMatch, tell = 'nobody') => {
      const no = objection(calendar)
      if (no !== null) return err(no)
      const query = { sendUpdates: tell === 'guests' ? 'all' : 'none' }
      const answer = await send({ method: 'DELETE', path: eventPath(calendar, eventId), query, ifMatch })
      if (answer.ok || answer.error.type === 'not-found') return ok(null)
      if (answer.error.type !== 'changed') return answer
      // Our own removal changed it too: after a lost answer the retry has to find it done (E48).
      const now = await get(calendar, eventId)
      return now.ok && now.value.status === 'cancelled' ? ok(null) : answer
    },

    busy: async (calendarIds, window) => {
      if (scopes === undefined || canFreeBusy(scopes)) {
        const busy = await busyByQuery(send, calendarIds, window)
        if (busy.ok || busy.error.type !== 'scope-needed') return busy
      }
      return busyByEvents(send, calendarIds, window)
    },
  }
}
