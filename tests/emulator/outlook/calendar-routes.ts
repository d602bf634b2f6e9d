import { NEEDED, type Reached, reach } from './access.ts'
import { CONTEXT } from './list.ts'
import { pageOf } from './paging.ts'
import { project, selectOf } from './query.ts'
import { type Call, NOTHING, type Outcome, path, type Route } from './route.ts'
import { CALENDAR_PROPERTIES, USER_PROPERTIES } from './schema.ts'
import { windowsZone } from './zones.ts'

const calendarBody = ({ state }: Call, { calendar, role }: Reached): Readonly<Record<string, unknown>> => {
  const { id, name, owner, color, hexColor, isDefault, revision } = calendar
  const isWork = state.users.get(owner.address)?.kind !== 'personal'
  return {
    id,
    name,
    color,
    hexColor,
    isDefaultCalendar: isDefault && role === 'owner',
    changeKey: Buffer.from(`calendar ${revision}`).toString('base64'),
    canShare: role === 'owner',
    canViewPrivateItems: role === 'owner',
    canEdit: role === 'owner' || role === 'write',
    isTallyingResponses: isDefault,
    isRemovable: !isDefault,
    allowedOnlineMeetingProviders: isWork ? ['teamsForBusiness'] : [],
    defaultOnlineMeetingProvider: isWork ? 'teamsForBusiness' : 'unknown',
    owner,
  }
}

const listCalendars = (call: Call): Outcome => {
  const { state, user, query, request, prefer } = call
  const selected = selectOf(query, CALENDAR_PROPERTIES)
  const all = [...(state.lists.get(user.email)?.keys() ?? [])].map((id) => reach(state, user.email, id))
  const { items, nextLink } = pageOf(all, request, query, prefer, state.settings)
  return {
    body: {
      '@odata.context': `${CONTEXT}#users('${user.id}')/calendars`,
      value: items.map((one) => project(calendarBody(call, one), selected)),
      ...(nextLink === null ? {} : { '@odata.nextLink': nextLink }),
    },
  }
}

const calendar =
  (context: string) =>
  (call: Call): Outcome => {
    const body = calendarBody(call, reach(call.state, call.user.email, call.ids[0] ?? null))
    const selected = selectOf(call.query, CALENDAR_PROPERTIES)
    return {
      body: {
        '@odata.context': `${CONTEXT}#users('${call.user.id}')/${context}/$entity`,
        ...project(body, selected),
      },
    }
  }

const me = ({ user, query }: Call): Outcome => {
  const [givenName = '', ...rest] = user.name.split(' ')
  const body = {
    businessPhones: [],
    displayName: user.name,
    givenName,
    jobTitle: null,
    mail: user.email,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: rest.join(' '),
    userPrincipalName: user.signInName,
    id: user.id,
  }
  return {
    body: {
      '@odata.context': `${CONTEXT}#users/$entity`,
      ...project(body, selectOf(query, USER_PROPERTIES)),
    },
  }
}

const SETTINGS = new Set(['timeZone', 'language', 'dateFormat', 'timeFormat', 'workingHours'])

const mailboxSettings = ({ user, query }: Call): Outcome => {
  const body = {
    timeZone: windowsZone(user.zone),
    language: { locale: 'en-US', displayName: 'English (United States)' },
    dateFormat: 'M/d/yyyy',
    timeFormat: 'h:mm tt',
    workingHours: {
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      startTime: '08:00:00.0000000',
      endTime: '17:00:00.0000000',
      timeZone: { name: windowsZone(user.zone) },
    },
  }
  return {
    body: {
      '@odata.context': `${CONTEXT}#users('${user.id}')/mailboxSettings`,
      ...project(body, selectOf(query, SETTINGS)),
    },
  }
}

/** The methods about the user and their calendars. */
export const calendarRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: path(''),
    scopes: NEEDED.user,
    query: ['$select'],
    body: null,
    relies: NOTHING,
    run: me,
  },
  {
    method: 'GET',
    path: path('/calendars'),
    scopes: NEEDED.readEvents,
    query: ['$select', '$top', '$skip', '$skiptoken'],
    body: null,
    relies: NOTHING,
    run: listCalendars,
  },
  {
    method: 'GET',
    path: path('/calendars/{}'),
    scopes: NEEDED.readEvents,
    query: ['$select'],
    body: null,
    relies: NOTHING,
    run: calendar('calendars'),
  },
  {
    method: 'GET',
    path: path('/calendar'),
    scopes: NEEDED.readEvents,
    query: ['$select'],
    body: null,
    relies: NOTHING,
    run: calendar('calendar'),
  },
  {
    method: 'GET',
    path: path('/mailboxSettings'),
    scopes: NEEDED.readSettings,
    query: ['$select'],
    body: null,
    relies: NOTHING,
    run: mailboxSettings,
  },
]
