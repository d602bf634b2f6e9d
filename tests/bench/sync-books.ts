import { deleteDB } from 'idb'
import { chance, randomIds, webHasher, webLocks } from '../../lib/browser/system.ts'
import { calendarKeyOf, recordOf } from '../../lib/core/account.ts'
import type { Calendar } from '../../lib/core/event.ts'
import type { Rule, RuleMatch } from '../../lib/core/recognise.ts'
import { defaultSettings } from '../../lib/core/settings.ts'
import { DAY } from '../../lib/core/time.ts'
import type { CalendarPort, Deps } from '../../lib/ports.ts'
import { type Database, openDatabase } from '../../lib/store/db.ts'
import type { Service } from './in-memory.ts'
import { COACH, NOW } from './wire-events.ts'

/** The only account. */
export const accountOf = (service: Service): string => `${service}:bench`

/** The id of the n-th calendar. */
export const calendarId = (index: number): string => `calendar${index}.${COACH.domain}`

const calendarAt = (service: Service, index: number): Calendar => ({
  key: calendarKeyOf(accountOf(service), calendarId(index)),
  id: calendarId(index),
  accountId: accountOf(service),
  provider: service,
  name: `Calendar ${index}`,
  zone: 'Europe/Madrid',
  role: 'owner',
  primary: index === 0,
  colour: '#1a73e8',
})

/** The rules of a coach who took what the first set-up proposed. */
const RULES: readonly { readonly include: boolean; readonly match: RuleMatch }[] = [
  { include: false, match: { type: 'attendee', addressOrDomain: COACH.domain } },
  { include: true, match: { type: 'title', words: 'coaching' } },
  { include: true, match: { type: 'title', words: 'chemistry call' } },
  { include: true, match: { type: 'tool', tool: 'calendly' } },
]

const ruleAt = ({ include, match }: (typeof RULES)[number], order: number): Rule => ({
  id: `rule${order}`,
  order,
  include,
  kind: match.type === 'title' && match.words === 'coaching' ? 'paid' : null,
  match,
})

/** A database as it is after the coach connected an account and chose so many calendars: nothing has been read yet. */
export const freshBooks = async (
  name: string,
  calendars: number,
  service: Service = 'google',
): Promise<Database> => {
  await deleteDB(name)
  const db = openDatabase(name)
  await db.accounts.put({
    id: accountOf(service),
    provider: service,
    email: COACH.email,
    name: 'Coach',
    access: 'read',
    state: 'ok',
    connectedAt: NOW - DAY,
  })
  await db.calendars.putMany(
    Array.from({ length: calendars }, (_, index) => recordOf(calendarAt(service, index), true)),
  )
  await db.rules.putMany(RULES.map(ruleAt))
  await db.settings.put({
    id: 'settings',
    value: { ...defaultSettings, installedAt: NOW - DAY, device: 'bench' },
  })
  return db
}

const unused = (): never => {
  throw new Error('A pull has no business here')
}

/** What the background gives to a pull, but for the clock, which stands still, and the calendar. */
export const depsOver = (db: Database, port: CalendarPort): Deps => ({
  clock: { now: () => NOW, zone: () => 'Europe/Madrid' },
  ids: randomIds,
  hasher: webHasher,
  chance,
  locks: webLocks,
  store: db,
  calendars: { of: () => port },
  signIn: { address: unused, finish: unused, keep: unused, forget: unused },
  vault: { get: unused, set: unused, remove: unused },
  notifier: { badge: unused, openPrompt: unused, notify: unused },
  alarms: { wakeAt: unused, clear: unused },
  presence: { now: unused },
})
