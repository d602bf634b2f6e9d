import { type Reached, reachEvents } from './access.ts'
import { insertEvent, moveEvent } from './insert.ts'
import { listEvents, listInstances } from './list.ts'
import { INSTANCES_PARAMS, LIST_PARAMS } from './list-params.ts'
import { findOccurrence, type Occurrence } from './occurrence.ts'
import type { ParamSpec } from './params.ts'
import { notFound } from './refusal.ts'
import { type Call, path, type Route } from './route.ts'
import { EVENT_SHAPE, EVENTS_SHAPE } from './schema.ts'
import { NEEDED } from './scopes.ts'
import { sent } from './view.ts'
import type { SendUpdates } from './wire.ts'
import { type Actor, changeEvent, removeEvent, type WriteOptions } from './write.ts'

const WRITE_PARAMS: ParamSpec = {
  alwaysIncludeEmail: 'flag',
  conferenceDataVersion: { min: 0, max: 1 },
  eventLabelVersion: { min: 0, max: 1 },
  maxAttendees: { min: 1, max: 200 },
  sendUpdates: { oneOf: ['all', 'externalOnly', 'none'] },
  supportsAttachments: 'flag',
}
const GET_PARAMS: ParamSpec = {
  alwaysIncludeEmail: 'flag',
  maxAttendees: { min: 1, max: 200 },
  timeZone: 'zone',
}
const DELETE_PARAMS: ParamSpec = { sendUpdates: { oneOf: ['all', 'externalOnly', 'none'] } }

const events = (call: Call, method: string, write: boolean): Reached =>
  reachEvents(call.state, call.grant, call.ids[0] ?? '', {
    write,
    method,
    scopes: write ? NEEDED.writeEvents : NEEDED.readEvents,
  })

const actorOn = ({ grant }: Call, { calendar }: Reached): Actor => ({
  email: grant.email,
  calendarId: calendar.id,
})

const optionsOf = ({ params, ifMatch }: Call): WriteOptions => ({
  sendUpdates: (params.text('sendUpdates') as SendUpdates | undefined) ?? 'none',
  conferenceDataVersion: params.int('conferenceDataVersion') ?? 0,
  eventLabelVersion: params.int('eventLabelVersion') ?? 0,
  ifMatch,
})

const shown = ({ state, params }: Call, { role }: Reached, occurrence: Occurrence) =>
  sent(state, occurrence, {
    role,
    zone: params.text('timeZone'),
    maxAttendees: params.int('maxAttendees'),
  })

const change =
  (method: string, mode: 'patch' | 'replace') =>
  (call: Call): unknown => {
    const reached = events(call, method, true)
    const id = call.ids[1] ?? ''
    return shown(
      call,
      reached,
      changeEvent(call.state, actorOn(call, reached), id, call.body, optionsOf(call), mode),
    )
  }

/** The methods about events. */
export const eventRoutes: readonly Route[] = [
  {
    name: 'calendar.events.list',
    method: 'GET',
    path: path('/calendars/{}/events'),
    scopes: NEEDED.readEvents,
    params: LIST_PARAMS,
    body: null,
    answer: EVENTS_SHAPE,
    run: (call) => {
      const { calendar, role } = events(call, 'calendar.events.list', false)
      return listEvents(call.state, calendar, role, call.params, call.query)
    },
  },
  {
    name: 'calendar.events.insert',
    method: 'POST',
    path: path('/calendars/{}/events'),
    scopes: NEEDED.writeEvents,
    params: WRITE_PARAMS,
    body: EVENT_SHAPE,
    answer: EVENT_SHAPE,
    run: (call) => {
      const reached = events(call, 'calendar.events.insert', true)
      return shown(call, reached, insertEvent(call.state, actorOn(call, reached), call.body, optionsOf(call)))
    },
  },
  {
    name: 'calendar.events.get',
    method: 'GET',
    path: path('/calendars/{}/events/{}'),
    scopes: NEEDED.readEvents,
    params: GET_PARAMS,
    body: null,
    answer: EVENT_SHAPE,
    run: (call) => {
      const reached = events(call, 'calendar.events.get', false)
      return shown(
        call,
        reached,
        findOccurrence(call.state, reached.calendar.id, call.ids[1] ?? '') ?? notFound(),
      )
    },
  },
  {
    name: 'calendar.events.patch',
    method: 'PATCH',
    path: path('/calendars/{}/events/{}'),
    scopes: NEEDED.writeEvents,
    params: WRITE_PARAMS,
    body: EVENT_SHAPE,
    answer: EVENT_SHAPE,
    run: change('calendar.events.patch', 'patch'),
  },
  {
    name: 'calendar.events.update',
    method: 'PUT',
    path: path('/calendars/{}/events/{}'),
    scopes: NEEDED.writeEvents,
    params: WRITE_PARAMS,
    body: EVENT_SHAPE,
    answer: EVENT_SHAPE,
    run: change('calendar.events.update', 'replace'),
  },
  {
    name: 'calendar.events.delete',
    method: 'DELETE',
    path: path('/calendars/{}/events/{}'),
    scopes: NEEDED.writeEvents,
    params: DELETE_PARAMS,
    body: null,
    answer: 'any',
    run: (call) => {
      const reached = events(call, 'calendar.events.delete', true)
      removeEvent(call.state, actorOn(call, reached), call.ids[1] ?? '', optionsOf(call))
      return null
    },
  },
  {
    name: 'calendar.events.move',
    method: 'POST',
    path: path('/calendars/{}/events/{}/move'),
    scopes: NEEDED.writeEvents,
    params: { destination: 'text', sendUpdates: { oneOf: ['all', 'externalOnly', 'none'] } },
    body: null,
    answer: EVENT_SHAPE,
    run: (call) => {
      const reached = events(call, 'calendar.events.move', true)
      const to = events(
        { ...call, ids: [call.params.text('destination') ?? ''] },
        'calendar.events.move',
        true,
      )
      const id = call.ids[1] ?? ''
      return shown(
        call,
        to,
        moveEvent(call.state, actorOn(call, reached), id, to.calendar.id, optionsOf(call)),
      )
    },
  },
  {
    name: 'calendar.events.instances',
    method: 'GET',
    path: path('/calendars/{}/events/{}/instances'),
    scopes: NEEDED.readEvents,
    params: INSTANCES_PARAMS,
    body: null,
    answer: EVENTS_SHAPE,
    run: (call) => {
      const { calendar, role } = events(call, 'calendar.events.instances', false)
      return listInstances(call.state, calendar, role, call.ids[1] ?? '', call.params, call.query)
    },
  },
]
