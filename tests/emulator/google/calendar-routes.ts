import { reach } from './access.ts'
import { CALENDAR_LIST_PARAMS, calendarBody, colorsBody, getListEntry, listCalendars } from './calendars.ts'
import { freeBusy } from './free-busy.ts'
import { notFound } from './refusal.ts'
import { path, type Route } from './route.ts'
import {
  CALENDAR_LIST_SHAPE,
  CALENDAR_SHAPE,
  COLORS_SHAPE,
  FREE_BUSY_REQUEST_SHAPE,
  FREE_BUSY_SHAPE,
  LIST_ENTRY_SHAPE,
} from './schema.ts'
import { NEEDED } from './scopes.ts'

/** The methods about calendars, availability and colours. */
export const calendarRoutes: readonly Route[] = [
  {
    name: 'calendar.calendarList.list',
    method: 'GET',
    path: path('/users/me/calendarList'),
    scopes: NEEDED.calendarList,
    params: CALENDAR_LIST_PARAMS,
    body: null,
    answer: CALENDAR_LIST_SHAPE,
    run: ({ state, grant, params, query }) => listCalendars(state, grant.email, params, query),
  },
  {
    name: 'calendar.calendarList.get',
    method: 'GET',
    path: path('/users/me/calendarList/{}'),
    scopes: NEEDED.calendarList,
    params: {},
    body: null,
    answer: LIST_ENTRY_SHAPE,
    run: ({ state, grant, ids: [id = ''] }) =>
      getListEntry(state, grant.email, id === 'primary' ? grant.email : id),
  },
  {
    name: 'calendar.calendars.get',
    method: 'GET',
    path: path('/calendars/{}'),
    scopes: NEEDED.calendars,
    params: {},
    body: null,
    answer: CALENDAR_SHAPE,
    run: ({ state, grant, ids: [id = ''] }) =>
      calendarBody((reach(state, grant.email, id) ?? notFound()).calendar),
  },
  {
    name: 'calendar.freebusy.query',
    method: 'POST',
    path: path('/freeBusy'),
    scopes: NEEDED.freeBusy,
    params: {},
    body: FREE_BUSY_REQUEST_SHAPE,
    answer: FREE_BUSY_SHAPE,
    run: ({ state, grant, body }) =>
      freeBusy(state, body, (id) => reach(state, grant.email, id)?.calendar.id ?? null),
  },
  {
    name: 'calendar.colors.get',
    method: 'GET',
    path: path('/colors'),
    scopes: NEEDED.colors,
    params: {},
    body: null,
    answer: COLORS_SHAPE,
    run: colorsBody,
  },
]
