import type { Account, CalendarRecord } from '../../lib/core/account.ts'
import type { Answer, Head, Said } from '../../lib/core/answer.ts'
import type { Client } from '../../lib/core/client.ts'
import { newClient } from '../../lib/core/client-edit.ts'
import type { CalendarEvent } from '../../lib/core/event.ts'
import type { Sighting } from '../../lib/core/evidence.ts'
import type { LedgerEntry } from '../../lib/core/ledger.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import type { Participant, Session } from '../../lib/core/session.ts'
import { defaultSettings, type Settings } from '../../lib/core/settings.ts'
import { HOUR } from '../../lib/core/time.ts'
import { verdict } from '../../lib/core/verdict.ts'
import type { EventRecord } from '../../lib/ports.ts'
import { asStored } from '../../lib/store/found-by.ts'
import type { TestDeps } from './deps.ts'

/** Monday, 23 Nov 2026, 09:00 UTC: where the test clock stands. */
export const NOW = Date.UTC(2026, 10, 23, 9)

export const DANA = '0123456789'
export const LEE = 'abcdef0123'

/** A head as the default policy decides it. */
export const headFor = (id: string, said: Said, over: Partial<Head> = {}, kind: Kind = 'paid'): Head => ({
  ...verdict(said, kind, { courtesy: false, freeMissesLeft: 0 }, defaultPolicy),
  id,
  at: NOW,
  device: 'here',
  minutes: null,
  ...over,
})

/** An answer as the books keep it: of Dana, given here, written, and no longer in force. */
export const answerOf = (head: Head, over: Partial<Answer> = {}): Answer => ({
  ...head,
  sessionKey: 'uid-1|-',
  participant: DANA,
  base: [],
  noticeMs: null,
  note: '',
  source: 'here',
  published: true,
  inForce: false,
  ...over,
})

/** Dana declined between 20 and 19 hours before `start`. */
export const sightingOf = (start: number, over: Partial<Sighting> = {}): Sighting => ({
  what: 'declined',
  by: 'client',
  address: 'dana@client.example',
  notBefore: start - 20 * HOUR,
  notAfter: start - 19 * HOUR,
  start,
  to: null,
  ...over,
})

/** A client called by their id, of whom nothing else is known. */
export const clientOf = (id: string, over: Partial<Client> = {}): Client => ({
  ...newClient(id, 0),
  name: id,
  ...over,
})

export const participantOf = (id: string, address: string | null): Participant => ({
  id,
  address,
  name: null,
  response: 'accepted',
  outcome: null,
})

/** A session of one hour that ended at `NOW`, on a copy that can be written. */
export const sessionOf = (over: Partial<Session> = {}): Session => ({
  key: 'uid-1|-',
  uid: 'uid-1',
  originalStart: null,
  copies: [
    {
      calendarKey: 'work',
      eventId: 'event1',
      seriesId: null,
      writable: true,
      organisedByCoach: true,
      lastSeenAt: NOW,
      goneAt: null,
    },
  ],
  title: 'Coaching',
  start: NOW - HOUR,
  end: NOW,
  zone: 'UTC',
  private: false,
  joinLink: null,
  webLink: null,
  participants: [participantOf(DANA, 'dana@client.example')],
  kind: null,
  ruleKind: 'paid',
  recognisedBy: 'rule',
  sightings: [],
  standing: 'open',
  open: 1,
  notBefore: null,
  askedAt: null,
  makeupOf: null,
  answeredTimes: null,
  ...over,
})

/** A session as it lies in the store, with what it is found by. */
export const storedSession = (session: Session): Session => asStored('sessions', session) as Session

/** A line of the books: a paid session that happened, one counted. */
export const entryOf = (over: Partial<LedgerEntry> = {}): LedgerEntry => ({
  id: 'a|p',
  answerId: 'a',
  sessionKey: 's|-',
  participant: 'p',
  address: 'dana@client.example',
  sessionStart: NOW,
  zone: 'UTC',
  kind: 'paid',
  code: 'occurred',
  mark: 'completed',
  delta: 1,
  compensates: null,
  minutes: null,
  at: NOW,
  ...over,
})

export const accountOf = (over: Partial<Account> = {}): Account => ({
  id: 'acc',
  provider: 'google',
  email: 'coach@coach.example',
  name: 'Coach',
  access: 'write',
  state: 'ok',
  connectedAt: 0,
  ...over,
})

export const calendarOf = (over: Partial<CalendarRecord> = {}): CalendarRecord => ({
  key: 'work',
  id: 'work@coach.example',
  accountId: 'acc',
  provider: 'google',
  name: 'Work',
  zone: 'UTC',
  role: 'owner',
  primary: true,
  colour: null,
  chosen: true,
  cursor: null,
  window: null,
  pulledAt: null,
  slicedAt: null,
  lastFailure: null,
  malformed: 0,
  ...over,
})

export const eventOf = (over: Partial<CalendarEvent> = {}): CalendarEvent => ({
  id: 'event1',
  calendarId: 'work@coach.example',
  iCalUid: 'uid-1',
  seriesId: null,
  originalStart: null,
  status: 'confirmed',
  allDay: false,
  start: NOW - HOUR,
  end: NOW,
  zone: 'UTC',
  title: 'Coaching',
  description: '',
  location: null,
  attendees: [],
  organiser: null,
  type: 'default',
  busy: true,
  private: false,
  colour: null,
  categories: [],
  joinLink: null,
  webLink: null,
  marks: {},
  etag: '"1"',
  updated: NOW,
  ...over,
})

export const recordOf = (event: CalendarEvent, sessionKey = 'uid-1|-'): EventRecord => ({
  ...event,
  key: `work/${event.id}`,
  calendarKey: 'work',
  startMs: event.start as number,
  endMs: event.end as number,
  sessionKey,
  seenAt: NOW,
})

export const settingsWith = (over: Partial<Settings> = {}): Settings => ({
  ...defaultSettings,
  device: 'here',
  annotations: { consent: 'on', off: [], on: [] },
  ...over,
})

/** A store with one writable account and calendar, annotations on, and the sessions and events given. */
export const fill = async (
  deps: TestDeps,
  rows: {
    sessions?: Session[]
    events?: EventRecord[]
    settings?: Settings
    account?: Account
    calendar?: CalendarRecord
  } = {},
): Promise<void> => {
  await deps.db.accounts.put(rows.account ?? accountOf())
  await deps.db.calendars.put(rows.calendar ?? calendarOf())
  await deps.db.settings.put({ id: 'settings', value: rows.settings ?? settingsWith() })
  await deps.db.sessions.putMany(rows.sessions ?? [sessionOf()])
  await deps.db.events.putMany(rows.events ?? [recordOf(eventOf())])
}
