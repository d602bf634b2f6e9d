import { NEEDED, needWrite } from './access.ts'
import { CONTEXT, calendarOf, calendarOfEvent, listEvents, listInstances, listView, shown } from './list.ts'
import { findOccurrence, type Occurrence } from './occurrence.ts'
import type { QueryName } from './query.ts'
import { notFound } from './refusal.ts'
import { type Answer, respond } from './respond.ts'
import { type Call, EVENTS, NOTHING, type Outcome, path, type Route } from './route.ts'
import { ACCEPT_SHAPE, CANCEL_SHAPE, CHANGE_SHAPE, CREATE_SHAPE, PROPOSING_SHAPE } from './schema.ts'
import { momentOf } from './time.ts'
import type { WireEvent, WireTime } from './wire.ts'
import { cancelEvent, changeEvent, createEvent, LOUD, removeEvent } from './write.ts'

const PAGING: readonly QueryName[] = [
  '$select',
  '$expand',
  '$filter',
  '$orderby',
  '$top',
  '$skip',
  '$skiptoken',
]
const SHAPING: readonly QueryName[] = ['$select', '$expand']

const one = (call: Call, found: Occurrence, status: number): Outcome => {
  const reached = calendarOfEvent({ ...call, ids: [null, found.id] }, false)
  const context = `${CONTEXT}#users('${call.user.id}')/events/$entity`
  return { status, body: { '@odata.context': context, ...shown(call, reached, found) } }
}

const commentOf = ({ body }: Call): string => String(body.comment ?? body.Comment ?? '')

const answering =
  (response: Answer['response']) =>
  (call: Call): Outcome => {
    const { calendar } = calendarOfEvent(call, true)
    const { sendResponse = true, proposedNewTime } = call.body as {
      sendResponse?: boolean
      proposedNewTime?: { start: WireTime; end: WireTime }
    }
    const instant = (time: WireTime): number => momentOf(time, false, null).ms
    const proposed = proposedNewTime
      ? { start: instant(proposedNewTime.start), end: instant(proposedNewTime.end) }
      : null
    const answer = { response, comment: commentOf(call), sendResponse, proposed, silent: false }
    respond(call.state, calendar.id, call.ids[1] ?? '', answer)
    return { status: 202, body: null }
  }

const action = (name: string, body: Route['body'], run: Route['run']): Route => ({
  method: 'POST',
  path: path(`{calendar}/events/{}/${name}`),
  scopes: NEEDED.writeEvents,
  query: [],
  body,
  relies: NOTHING,
  run,
})

/** The methods about events. */
export const eventRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: path('{calendar}/calendarView'),
    scopes: NEEDED.readEvents,
    query: [...PAGING, 'startDateTime', 'endDateTime'],
    body: null,
    relies: EVENTS,
    run: listView,
  },
  {
    method: 'GET',
    path: path('{calendar}/events'),
    scopes: NEEDED.readEvents,
    query: PAGING,
    body: null,
    relies: EVENTS,
    run: listEvents,
  },
  {
    method: 'POST',
    path: path('{calendar}/events'),
    scopes: NEEDED.writeEvents,
    query: [],
    body: CREATE_SHAPE,
    relies: EVENTS,
    run: (call) => {
      const reached = calendarOf(call)
      needWrite(reached)
      return one(call, createEvent(call.state, reached.calendar.id, call.body as WireEvent, LOUD), 201)
    },
  },
  {
    method: 'GET',
    path: path('{calendar}/events/{}'),
    scopes: NEEDED.readEvents,
    query: SHAPING,
    body: null,
    relies: EVENTS,
    run: (call) => {
      calendarOfEvent(call, false)
      return one(call, findOccurrence(call.state, call.ids[1] ?? '') ?? notFound(), 200)
    },
  },
  {
    method: 'PATCH',
    path: path('{calendar}/events/{}'),
    scopes: NEEDED.writeEvents,
    query: [],
    body: CHANGE_SHAPE,
    relies: EVENTS,
    conditional: true,
    run: (call) => {
      const { calendar } = calendarOfEvent(call, true)
      const options = { ...LOUD, ifMatch: call.ifMatch }
      const id = call.ids[1] ?? ''
      return one(call, changeEvent(call.state, calendar.id, id, call.body as WireEvent, options), 200)
    },
  },
  {
    method: 'DELETE',
    path: path('{calendar}/events/{}'),
    scopes: NEEDED.writeEvents,
    query: [],
    body: null,
    relies: NOTHING,
    conditional: true,
    run: (call) => {
      const { calendar } = calendarOfEvent(call, true)
      removeEvent(call.state, calendar.id, call.ids[1] ?? '', { ...LOUD, ifMatch: call.ifMatch })
      return { status: 204, body: null }
    },
  },
  {
    method: 'GET',
    path: path('{calendar}/events/{}/instances'),
    scopes: NEEDED.readEvents,
    query: [...PAGING, 'startDateTime', 'endDateTime'],
    body: null,
    relies: EVENTS,
    run: listInstances,
  },
  action('cancel', CANCEL_SHAPE, (call) => {
    const { calendar } = calendarOfEvent(call, true)
    cancelEvent(call.state, calendar.id, call.ids[1] ?? '', { ...LOUD, comment: commentOf(call) })
    return { status: 202, body: null }
  }),
  action('accept', ACCEPT_SHAPE, answering('accepted')),
  action('decline', PROPOSING_SHAPE, answering('declined')),
  action('tentativelyAccept', PROPOSING_SHAPE, answering('tentativelyAccepted')),
]
