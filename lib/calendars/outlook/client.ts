import type { Calendar, CalendarEvent, EventPatch, MalformedEvent } from '../../core/event.ts'
import type { Failure } from '../../core/failure.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { overlaps } from '../../core/time.ts'
import type { CalendarPort, Page, PageRequest } from '../../ports.ts'
import { type Answer, createCarry } from '../http.ts'
import { createTurns, type Turns } from '../in-flight.ts'
import { readAnswer } from '../read-answer.ts'
import { isObject } from '../reading.ts'
import { spanOf } from '../span.ts'
import { toWireTime } from '../time.ts'
import { draftToOutlook, patchToOutlook } from './body.ts'
import { readBusy } from './busy.ts'
import { readCalendars } from './calendar.ts'
import { ELSEWHERE } from './list.ts'
import { eventFromOutlook, unknownZoneOf } from './map.ts'
import { changedMarks, encodeMarks, marksFit } from './marks.ts'
import { createSend, isGraphLink, type Request } from './request.ts'
import { writeObjection } from './scopes.ts'
import { beginReading, cursorAfter, pageToken, type Reading, readPageToken, stretchOf } from './view.ts'
import { page as listPage, markedWith, WITH_MARKS, type WireEvent } from './wire.ts'

/** The most requests that Graph lets be under way on one mailbox (API B). */
export const MOST_AT_ONCE = 4

const REFUSED: Failure = { type: 'rejected', status: 0, reason: 'mark-too-long' }

/** Only an empty list says that nothing was made; that there is no list to look at says nothing (PRODUCT 10). */
const NO_LIST: Failure = { type: 'unavailable', status: 404, retryAfterMs: null }

/** An event as it was told, and as we read it. */
type Told = { readonly wire: WireEvent; readonly event: CalendarEvent }

const toldIn = (answer: Result<Answer, Failure>, calendar: Calendar): Result<Told, Failure> => {
  if (!answer.ok) return answer
  const { body } = answer.value
  const event = eventFromOutlook(body, calendar)
  if (!event.ok) return err({ type: 'malformed', detail: event.error.detail })
  return ok({ wire: isObject(body) ? body : {}, event: event.value })
}

/** The same, with its marks: Graph's answer to a write leaves out extended properties, so they are as they were sent. */
const writtenIn = (
  answer: Result<Answer, Failure>,
  calendar: Calendar,
  marks: CalendarEvent['marks'],
): Result<CalendarEvent, Failure> => {
  const told = toldIn(answer, calendar)
  return told.ok ? ok({ ...told.value.event, marks }) : told
}

const pageFrom = (request: PageRequest, reading: Reading, answer: Answer): Result<Page, Failure> => {
  const read = readAnswer(ok(answer), listPage)
  if (!read.ok) return read
  const { calendar } = request
  const stretch = stretchOf(reading, request)
  const events: CalendarEvent[] = []
  const malformed: MalformedEvent[] = []
  const unknownZones = new Set<string>()
  for (const item of read.value.value) {
    const event = eventFromOutlook(item, calendar)
    const zone = unknownZoneOf(item)
    if (zone !== null) unknownZones.add(zone)
    if (!event.ok) malformed.push(event.error)
    // What only touches the stretch may be told or not; it is not of it.
    else if (overlaps(spanOf(event.value, calendar.zone) ?? stretch, stretch)) events.push(event.value)
  }
  const link = read.value['@odata.nextLink'] ?? null
  if (link !== null && !isGraphLink(link)) return err(ELSEWHERE)
  return ok({
    events,
    malformed,
    remarks: [...unknownZones].map((name) => `unknown zone: ${name}`),
    nextPage: link === null ? null : pageToken(reading, link),
    cursor: link === null ? cursorAfter(reading, request) : null,
    snapshotOf: link === null ? stretch : null,
    serverTime: answer.serverTime,
  })
}

/**
 * Outlook by Microsoft Graph v1.0 (API B) behind the calendar port, over the `fetch` and token source that it is given. `token` rejects
 * when there is none, which fails as `sign-in-needed`. With `scopes` known, what they do not allow is refused here, without asking.
 * A calendar is read in whole stretches (`view.ts`); what is missing from one is gone. Graph gives ids itself: a draft's is its
 * `transactionId`, and what was made of it is found by its marks. `now`: epoch ms; `zone`: the coach's; `turns`: the mailbox's, when
 * several share it.
 */
export const createOutlookCalendar = (deps: {
  readonly fetch: typeof fetch
  readonly token: () => Promise<string>
  readonly accountId?: string
  readonly scopes?: readonly string[]
  readonly now?: () => number
  readonly zone?: () => string
  readonly turns?: Turns
}): CalendarPort => {
  const {
    accountId = '',
    scopes,
    now = Date.now,
    zone = () => 'UTC',
    turns = createTurns(MOST_AT_ONCE),
  } = deps
  const send = createSend(createCarry(deps.fetch), deps.token, turns)
  const eventAt = (eventId: string) => ['me', 'events', eventId]

  /** Why a write would be refused for certain, or null. */
  const objection = (calendar: Calendar): Failure | null =>
    scopes === undefined ? null : writeObjection(scopes, calendar.role)

  const read = async (calendar: Calendar, eventId: string): Promise<Result<Told, Failure>> =>
    toldIn(await send({ method: 'GET', at: eventAt(eventId), query: WITH_MARKS }), calendar)

  const get: CalendarPort['get'] = async (calendar, eventId) => {
    const told = await read(calendar, eventId)
    return told.ok ? ok(told.value.event) : told
  }

  const change = async (
    calendar: Calendar,
    { wire, event }: Told,
    patch: EventPatch,
  ): Promise<Result<CalendarEvent, Failure>> => {
    const marks = patch.marks === undefined ? null : changedMarks(event.marks, patch.marks)
    if (marks !== null && !marksFit(marks)) return err(REFUSED)
    const body = patchToOutlook(patch, wire, marks)
    const answer = await send({ method: 'PATCH', at: eventAt(event.id), ifMatch: event.etag, body })
    return writtenIn(answer, calendar, marks ?? event.marks)
  }

  return {
    calendars: () => readCalendars(send, accountId, zone()),

    page: async (request) => {
      const { calendar, cursor, page } = request
      const next = page === null ? null : readPageToken(page)
      if (page !== null && next === null) return err({ type: 'malformed', detail: 'No page of ours' })
      const reading = next === null ? beginReading(cursor, now()) : next.reading
      if (reading === null) return err({ type: 'cursor-expired' })
      const { start, end } = stretchOf(reading, request)
      const first: Request = {
        method: 'GET',
        at: ['me', 'calendars', calendar.id, 'calendarView'],
        query: { startDateTime: toWireTime(start), endDateTime: toWireTime(end), $top: 1000, ...WITH_MARKS },
      }
      const answer = await send(next === null ? first : { method: 'GET', at: next.link })
      return answer.ok ? pageFrom(request, reading, answer.value) : answer
    },

    get,

    insert: async (calendar, draft) => {
      const no = objection(calendar) ?? (marksFit(draft.marks) ? null : REFUSED)
      if (no !== null) return err(no)
      const at = ['me', 'calendars', calendar.id, 'events']
      return writtenIn(await send({ method: 'POST', at, body: draftToOutlook(draft) }), calendar, draft.marks)
    },

    made: async (calendar, draft) => {
      const query = { $filter: markedWith(encodeMarks(draft.marks)), $top: 1, ...WITH_MARKS }
      const at = ['me', 'calendars', calendar.id, 'events']
      const found = readAnswer(await send({ method: 'GET', at, query }), listPage)
      if (!found.ok) return found.error.type === 'not-found' ? err(NO_LIST) : found
      const [first] = found.value.value
      if (first === undefined) return err({ type: 'not-found' })
      const event = eventFromOutlook(first, calendar)
      return event.ok ? event : err({ type: 'malformed', detail: event.error.detail })
    },

    patch: async (calendar, eventId, patch, ifMatch) => {
      const no = objection(calendar)
      if (no !== null) return err(no)
      // All marks lie in one property, so that a change to some begins with what is there.
      const told = await read(calendar, eventId)
      if (!told.ok) return told
      if (ifMatch !== null && told.value.event.etag !== ifMatch) return err({ type: 'changed' })
      return change(calendar, told.value, patch)
    },

    remove: async (calendar, eventId, ifMatch) => {
      const no = objection(calendar)
      if (no !== null) return err(no)
      const answer = await send({ method: 'DELETE', at: eventAt(eventId), ifMatch })
      if (answer.ok || answer.error.type === 'not-found') return ok(null)
      if (answer.error.type !== 'changed') return answer
      // Our own removal changed it too: after a lost answer the retry has to find it done (E48).
      const there = await get(calendar, eventId)
      const isGone = there.ok ? there.value.status === 'cancelled' : there.error.type === 'not-found'
      return isGone ? ok(null) : answer
    },

    busy: (calendarIds, window) => readBusy(send, calendarIds, zone(), window),
  }
}
