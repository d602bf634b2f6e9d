import { createSeeded, type Seeded } from '../seeded.ts'
import type { Props, Role, Status, WireAttendee, WireEvent, WireTime } from './wire.ts'

export type User = {
  readonly email: string
  readonly name: string
  readonly zone: string
  /** Whether the sign-in page offers this account. */
  readonly offered: boolean
}

export type CalendarRecord = {
  readonly id: string
  readonly name: string
  readonly zone: string
  /** Whose data it is; null for a calendar of somebody outside the emulator. */
  readonly owner: string | null
  readonly description?: string | undefined
}

/** A calendar as one user has it in the list. */
export type ListEntry = {
  readonly calendarId: string
  readonly role: Role
  readonly primary: boolean
  readonly hidden: boolean
  readonly selected: boolean
  readonly deleted: boolean
  readonly name: string | null
  readonly revision: number
}

/** What is stored of an event: as stated, with the two sorts of extended properties apart. */
export type Fields = Omit<WireEvent, 'id' | 'status' | 'extendedProperties'> & {
  readonly privateProps?: Props | undefined
  readonly sharedProps?: Props | undefined
}

/** One copy of an event on one calendar: a single event, a series, or an exception to a series. */
export type Stored = {
  readonly calendarId: string
  readonly id: string
  /** The series, for an exception. */
  readonly seriesId: string | null
  /** The place in the series that an exception stands for. */
  readonly original: WireTime | null
  readonly status: Status
  /** For an exception whose series is on the same calendar: only what differs from it. */
  readonly fields: Fields
  readonly sequence: number
  readonly created: number
  readonly updated: number
  /** Grows with every write anywhere; sync tokens and etags are made of it. */
  readonly revision: number
  /** An instance that a change of its series took away; not an exception anyone made. */
  readonly lost: boolean
}

export type Mail = {
  readonly to: string
  readonly kind: 'invitation' | 'update' | 'cancellation' | 'response'
  readonly eventId: string
  readonly calendarId: string
  readonly at: number
}

export type Settings = {
  /** Requests a minute and user before `rateLimitExceeded` (API A: 600). */
  perMinute: number
  /** The most items on one page, whatever is asked; and every how many pages an empty one comes (0: never). */
  pageLimit: number
  emptyPageEvery: number
  /** Instances Google expands of an endless series (about 700 were seen to come). */
  maxInstances: number
  /** How long a sync token lives, ms. */
  syncTokenLife: number
}

export type State = {
  readonly now: () => number
  readonly seeded: Seeded
  readonly settings: Settings
  readonly users: Map<string, User>
  readonly calendars: Map<string, CalendarRecord>
  readonly lists: Map<string, Map<string, ListEntry>>
  /** Who may do what on a calendar, by calendar and address; on somebody's list or not. */
  readonly shares: Map<string, Map<string, Role>>
  readonly events: Map<string, Map<string, Stored>>
  /** Exceptions by calendar and series. */
  readonly exceptions: Map<string, Map<string, Map<string, Stored>>>
  readonly mails: Mail[]
  /** Sync tokens made before this revision are no longer valid, by calendar. */
  readonly tokensDeadBefore: Map<string, number>
  revision: number
}

/** An empty world. */
export const createState = (now: () => number, seed: number): State => ({
  now,
  seeded: createSeeded(seed),
  settings: {
    perMinute: 600,
    pageLimit: 2500,
    emptyPageEvery: 0,
    maxInstances: 730,
    syncTokenLife: 30 * 86_400_000,
  },
  users: new Map(),
  calendars: new Map(),
  lists: new Map(),
  shares: new Map(),
  events: new Map(),
  exceptions: new Map(),
  mails: [],
  tokensDeadBefore: new Map(),
  revision: 1,
})

/** The value under a key, made where there is none. */
export const within = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}

export const eventsOn = (state: State, calendarId: string): Map<string, Stored> =>
  within(state.events, calendarId, () => new Map())

export const exceptionsOf = (state: State, calendarId: string, seriesId: string): Map<string, Stored> =>
  within(
    within(state.exceptions, calendarId, () => new Map<string, Map<string, Stored>>()),
    seriesId,
    () => new Map<string, Stored>(),
  )

/** Stores an event under the next revision, touched now. */
export const put = (state: State, event: Omit<Stored, 'revision' | 'updated'>): Stored => {
  state.revision += 1
  const stored: Stored = { ...event, revision: state.revision, updated: state.now() }
  eventsOn(state, stored.calendarId).set(stored.id, stored)
  if (stored.seriesId !== null) exceptionsOf(state, stored.calendarId, stored.seriesId).set(stored.id, stored)
  return stored
}

/** Forgets an event without trace: only for an instance that its series has again. */
export const forget = (state: State, { calendarId, id, seriesId }: Stored): void => {
  eventsOn(state, calendarId).delete(id)
  if (seriesId !== null) exceptionsOf(state, calendarId, seriesId).delete(id)
}

/** The address an event on this calendar knows the calendar by: the calendar's id, which for a primary one is its owner's address. */
export const isSelf = (calendarId: string, email: string | undefined): boolean =>
  email !== undefined && email.toLowerCase() === calendarId.toLowerCase()

/** The calendar's own line among the guests, if it is one of them. */
export const selfAttendee = (calendarId: string, attendees: readonly WireAttendee[] | undefined) =>
  attendees?.find((attendee) => isSelf(calendarId, attendee.email)) ?? null

/** The primary calendar of an emulated user, or null. */
export const primaryOf = (state: State, email: string): CalendarRecord | null =>
  state.users.has(email.toLowerCase()) ? (state.calendars.get(email.toLowerCase()) ?? null) : null
