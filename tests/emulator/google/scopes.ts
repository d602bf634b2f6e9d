/** Google's scopes for calendars, with the words its consent page shows. */
const CALENDAR = 'https://www.googleapis.com/auth/calendar'

const WORDS: Readonly<Record<string, string>> = {
  [CALENDAR]: 'See, edit, share and permanently delete all your calendars',
  [`${CALENDAR}.readonly`]: 'See and download any calendar you can access',
  [`${CALENDAR}.events`]: 'View and edit events on all your calendars',
  [`${CALENDAR}.events.readonly`]: 'View events on all your calendars',
  [`${CALENDAR}.events.owned`]: 'See, create, change and delete events on calendars you own',
  [`${CALENDAR}.events.owned.readonly`]: 'See the events on calendars you own',
  [`${CALENDAR}.events.freebusy`]: 'See the availability on calendars you have access to',
  [`${CALENDAR}.freebusy`]: 'View your availability in your calendars',
  [`${CALENDAR}.calendarlist`]: 'See, add and remove calendars you are subscribed to',
  [`${CALENDAR}.calendarlist.readonly`]: 'See the list of calendars you are subscribed to',
  [`${CALENDAR}.calendars`]: 'See and change the properties of calendars you have access to',
  [`${CALENDAR}.calendars.readonly`]: 'See the title, description and zone of calendars you have access to',
  [`${CALENDAR}.settings.readonly`]: 'View your calendar settings',
  openid: 'Associate you with your personal info',
  email: 'See your email address',
  profile: 'See your personal info',
  'https://www.googleapis.com/auth/userinfo.email': 'See your email address',
  'https://www.googleapis.com/auth/userinfo.profile': 'See your personal info',
}

/** Short names that Google gives back in full. */
const FULL: Readonly<Record<string, string>> = {
  email: 'https://www.googleapis.com/auth/userinfo.email',
  profile: 'https://www.googleapis.com/auth/userinfo.profile',
}

const scope = (...names: readonly string[]): readonly string[] =>
  names.map((name) => (name === '' ? CALENDAR : `${CALENDAR}.${name}`))

/** What each kind of call accepts, any one of it (from the reference of each method). */
export const NEEDED = {
  readEvents: scope('', 'readonly', 'events', 'events.readonly', 'events.owned', 'events.owned.readonly'),
  writeEvents: scope('', 'events', 'events.owned'),
  calendarList: scope('', 'readonly', 'calendarlist', 'calendarlist.readonly'),
  calendars: scope('', 'readonly', 'calendars', 'calendars.readonly'),
  freeBusy: scope('', 'readonly', 'freebusy', 'events.freebusy'),
  colors: scope(
    '',
    'readonly',
    'calendarlist',
    'calendarlist.readonly',
    'events',
    'events.readonly',
    'events.owned',
  ),
} as const

/** Scopes that reach only calendars the user owns. */
export const OWNED_ONLY = new Set(scope('events.owned', 'events.owned.readonly'))

export const isKnownScope = (name: string): boolean => name in WORDS
export const scopeWords = (name: string): string => WORDS[name] ?? name
export const fullScope = (name: string): string => FULL[name] ?? name
