import { readSyncToken, syncToken } from './cursor.ts'
import { type Placed, pageOf } from './paging.ts'
import type { ParamSpec, Params } from './params.ts'
import { badRequest, notFound } from './refusal.ts'
import type { CalendarRecord, ListEntry, State } from './state.ts'
import type { Role } from './wire.ts'

const ROLES: readonly Role[] = ['freeBusyReader', 'reader', 'writerWithoutPrivateAccess', 'writer', 'owner']
export const rank = (role: Role): number => ROLES.indexOf(role)

export const CALENDAR_LIST_PARAMS: ParamSpec = {
  maxResults: { min: 1, max: 250 },
  minAccessRole: { oneOf: ROLES },
  pageToken: 'text',
  showDeleted: 'flag',
  showHidden: 'flag',
  showOwnOrganizationOnly: 'flag',
  syncToken: 'text',
}

const entryBody = (state: State, entry: ListEntry) => {
  const calendar = state.calendars.get(entry.calendarId)
  const frame = { kind: 'calendar#calendarListEntry', etag: `"${entry.revision}"`, id: entry.calendarId }
  if (!calendar || entry.deleted) return { ...frame, deleted: true }
  return {
    ...frame,
    summary: calendar.name,
    ...(entry.name === null ? {} : { summaryOverride: entry.name }),
    ...(calendar.description ? { description: calendar.description } : {}),
    timeZone: calendar.zone,
    colorId: '14',
    backgroundColor: '#9fe1e7',
    foregroundColor: '#000000',
    ...(entry.selected ? { selected: true } : {}),
    ...(entry.hidden ? { hidden: true } : {}),
    accessRole: entry.role,
    defaultReminders: entry.role === 'owner' ? [{ method: 'popup', minutes: 10 }] : [],
    ...(entry.primary ? { primary: true } : {}),
    ...(calendar.owner ? { dataOwner: calendar.owner } : {}),
    conferenceProperties: { allowedConferenceSolutionTypes: ['hangoutsMeet'] },
  }
}

const listKey = (email: string): string => `list of ${email}`

/** `calendarList.list` (API A: 100 a page, 250 at most), with sync tokens of its own. */
export const listCalendars = (state: State, email: string, params: Params, query: URLSearchParams) => {
  const token = params.text('syncToken')
  if (token !== undefined && params.has('minAccessRole')) {
    badRequest('Sync token cannot be used with minAccessRole.', 'minAccessRole')
  }
  const same = `showHidden=${params.flag('showHidden')}`
  const since = token === undefined ? 0 : readSyncToken(state, listKey(email), token, same)
  const least = (params.text('minAccessRole') as Role | undefined) ?? 'freeBusyReader'
  const placed = [...(state.lists.get(email)?.values() ?? [])]
    .filter((entry) => entry.revision > since && rank(entry.role) >= rank(least))
    .filter((entry) => !entry.deleted || token !== undefined || params.flag('showDeleted'))
    .filter((entry) => !entry.hidden || token !== undefined || params.flag('showHidden'))
    .map((item): Placed<ListEntry> => ({ key: item.revision, id: item.calendarId, item }))
  const page = pageOf(state, listKey(email), placed, params, query, 100)
  return {
    kind: 'calendar#calendarList',
    etag: `"p${page.revision}"`,
    ...(page.nextPageToken
      ? { nextPageToken: page.nextPageToken }
      : { nextSyncToken: syncToken(state, listKey(email), page.revision, same) }),
    items: page.items.map((entry) => entryBody(state, entry)),
  }
}

/** `calendarList.get`. 404 unless the calendar is on the user's list. */
export const getListEntry = (state: State, email: string, calendarId: string) => {
  const entry = state.lists.get(email)?.get(calendarId)
  return entry && !entry.deleted ? entryBody(state, entry) : notFound()
}

/** `calendars.get`: the calendar itself, without anything of who looks at it. */
export const calendarBody = ({ id, name, zone, description, owner }: CalendarRecord) => ({
  kind: 'calendar#calendar',
  etag: '"1"',
  id,
  summary: name,
  ...(description ? { description } : {}),
  timeZone: zone,
  ...(owner ? { dataOwner: owner } : {}),
  conferenceProperties: { allowedConferenceSolutionTypes: ['hangoutsMeet'] },
})

const EVENT_COLORS = [
  '#a4bdfc',
  '#7ae7bf',
  '#dbadff',
  '#ff887c',
  '#fbd75b',
  '#ffb878',
  '#46d6db',
  '#e1e1e1',
  '#5484ed',
  '#51b749',
  '#dc2127',
]

/** `colors.get`: the eleven colours an event can have. */
export const colorsBody = () => ({
  kind: 'calendar#colors',
  updated: '2012-02-14T00:00:00.000Z',
  calendar: { 14: { background: '#9fe1e7', foreground: '#1d1d1d' } },
  event: Object.fromEntries(
    EVENT_COLORS.map((background, index) => [index + 1, { background, foreground: '#1d1d1d' }]),
  ),
})
