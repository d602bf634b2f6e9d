import { gone } from './cursor.ts'
import type { ParamSpec, Params } from './params.ts'
import { badRequest } from './refusal.ts'
import { EVENT_TYPES } from './schema.ts'
import type { State } from './state.ts'

/** What `events.list` takes. */
export const LIST_PARAMS: ParamSpec = {
  alwaysIncludeEmail: 'flag',
  eventTypes: 'texts',
  iCalUID: 'text',
  maxAttendees: { min: 1, max: 200 },
  maxResults: { min: 1, max: 2500 },
  orderBy: { oneOf: ['startTime', 'updated'] },
  pageToken: 'text',
  privateExtendedProperty: 'texts',
  q: 'text',
  sharedExtendedProperty: 'texts',
  showDeleted: 'flag',
  showHiddenInvitations: 'flag',
  singleEvents: 'flag',
  syncToken: 'text',
  timeMax: 'time',
  timeMin: 'time',
  timeZone: 'zone',
  updatedMin: 'time',
}

/** What `events.instances` takes. */
export const INSTANCES_PARAMS: ParamSpec = {
  alwaysIncludeEmail: 'flag',
  maxAttendees: { min: 1, max: 200 },
  maxResults: { min: 1, max: 2500 },
  originalStart: 'time',
  pageToken: 'text',
  showDeleted: 'flag',
  timeMax: 'time',
  timeMin: 'time',
  timeZone: 'zone',
}

/** What a sync token may not be sent with, for it narrows the list (API A, Sync). */
const NOT_WITH_SYNC = [
  'iCalUID',
  'orderBy',
  'privateExtendedProperty',
  'q',
  'sharedExtendedProperty',
  'timeMax',
  'timeMin',
  'updatedMin',
]
/** A listing narrowed by these ends without a sync token; one bounded by time still gets it. */
export const NO_TOKEN = [
  'iCalUID',
  'orderBy',
  'privateExtendedProperty',
  'q',
  'sharedExtendedProperty',
  'updatedMin',
]

/** The parameters that a sync token is good for, as one text. */
export const sameText = (params: Params): string =>
  [
    `singleEvents=${params.flag('singleEvents')}`,
    `eventTypes=${[...params.texts('eventTypes')].toSorted().join(',')}`,
    `showHiddenInvitations=${params.flag('showHiddenInvitations')}`,
  ].join('&')

/** 400 or 410 for parameters that do not go together. */
export const checkList = (state: State, params: Params): void => {
  const unknown = params.texts('eventTypes').find((type) => !EVENT_TYPES.includes(type))
  if (unknown !== undefined) badRequest(`Invalid value '${unknown}' for parameter eventTypes.`, 'eventTypes')
  const token = params.has('syncToken')
  const clash = NOT_WITH_SYNC.find((name) => params.has(name))
  if (token && clash) badRequest(`Sync token cannot be used with ${clash}.`, clash)
  if (token && params.text('showDeleted') === 'false')
    badRequest('Sync token needs showDeleted.', 'showDeleted')
  if (params.text('orderBy') === 'startTime' && !params.flag('singleEvents')) {
    badRequest('The requested ordering is not available for the particular query.', 'orderBy')
  }
  const lines = [...params.texts('privateExtendedProperty'), ...params.texts('sharedExtendedProperty')]
  if (lines.some((line) => !/^[^=]+=/.test(line)))
    badRequest('Invalid extended property constraint.', 'privateExtendedProperty')
  const updatedMin = params.time('updatedMin')
  if (updatedMin !== undefined && state.now() - updatedMin > state.settings.syncTokenLife) {
    gone('updatedMinTooLongAgo', 'updatedMin')
  }
}
