import { createSeeded, type Seeded } from '../seeded.ts'
import { defaultSettings, type Settings } from './settings.ts'
import type { Response, Role, Sensitivity, ShowAs, WireLocation, WireRecurrence } from './wire.ts'

export type AccountKind = 'work' | 'personal'

export type User = {
  readonly email: string
  /** The `userPrincipalName`, with which one signs in; not always the address. */
  readonly signInName: string
  readonly name: string
  /** IANA. */
  readonly zone: string
  readonly kind: AccountKind
  /** The directory's id of the account. */
  readonly id: string
  /** Whether the sign-in page offers this account. */
  readonly offered: boolean
}

export type CalendarRecord = {
  readonly id: string
  readonly name: string
  /** Whose data it is: a user here, or somebody outside who shares it. */
  readonly owner: { readonly address: string; readonly name: string }
  readonly color: string
  readonly hexColor: string
  readonly isDefault: boolean
  readonly revision: number
}

/** A stated time: an instant, and the zone a series recurs in. For an all-day event the midnight of its date in UTC. */
export type Moment = { readonly ms: number; readonly zone: string; readonly named: string }

export type Guest = {
  readonly address: string
  readonly name: string
  readonly type: 'required' | 'optional' | 'resource'
  readonly response: Response
  /** Epoch ms, null before any answer. */
  readonly answeredAt: number | null
  readonly proposed: { readonly start: number; readonly end: number } | null
}

/** What an event is on every calendar: the organiser's to change. */
export type Shared = {
  readonly subject: string
  readonly body: { readonly contentType: 'text' | 'html'; readonly content: string }
  readonly start: Moment
  readonly end: Moment
  readonly isAllDay: boolean
  readonly location: WireLocation
  readonly attendees: readonly Guest[]
  readonly recurrence: WireRecurrence | null
  readonly importance: 'low' | 'normal' | 'high'
  readonly sensitivity: Sensitivity
  readonly responseRequested: boolean
  readonly allowNewTimeProposals: boolean
  readonly hideAttendees: boolean
  readonly isOnlineMeeting: boolean
  readonly onlineMeetingProvider: string
  readonly onlineMeeting: { readonly joinUrl: string } | null
}

/** What every copy has of its own. */
export type Own = {
  readonly categories: readonly string[]
  readonly showAs: ShowAs
  readonly isReminderOn: boolean
  readonly reminderMinutesBeforeStart: number
  /** Extended properties by id. */
  readonly props: Readonly<Record<string, string>>
  /** What its owner answered, which the organiser hears of only with `sendResponse`. */
  readonly answer: { readonly response: Response; readonly at: number } | null
}

type Versioned = { readonly revision: number; readonly updated: number }

/** One instance of a series that is not as the series says. */
export type Exception = Versioned & { readonly changes: Partial<Shared>; readonly cancelled: boolean }
export type OwnException = Versioned & { readonly own: Partial<Own>; readonly removed: boolean }

/** An event as such, whoever has it on a calendar: a single one or a series. Exceptions by the date they stand for. */
export type Meeting = Versioned & {
  /** The GlobalObjectId in hex, its date zero. */
  readonly uid: string
  readonly organizer: { readonly address: string; readonly name: string }
  readonly shared: Shared
  readonly exceptions: ReadonlyMap<string, Exception>
  readonly cancelled: boolean
  readonly created: number
}

/** A meeting on one calendar. */
export type Copy = Versioned & {
  readonly id: string
  readonly calendarId: string
  readonly uid: string
  readonly own: Own
  readonly dates: ReadonlyMap<string, OwnException>
  readonly removed: boolean
  readonly created: number
  readonly transactionId: string | null
}

export type Mail = {
  readonly to: string
  readonly kind: 'invitation' | 'update' | 'cancellation' | 'response'
  readonly eventId: string
  readonly calendarId: string
  readonly comment: string
  readonly at: number
}

export type Category = { readonly id: string; readonly displayName: string; readonly color: string }

export type State = {
  readonly now: () => number
  readonly seeded: Seeded
  readonly settings: Settings
  readonly users: Map<string, User>
  readonly calendars: Map<string, CalendarRecord>
  /** Who has which calendars on their list, in its order. */
  readonly lists: Map<string, Map<string, Role>>
  readonly meetings: Map<string, Meeting>
  readonly copies: Map<string, Copy>
  readonly byCalendar: Map<string, Set<string>>
  readonly byMeeting: Map<string, Set<string>>
  readonly categories: Map<string, Map<string, Category>>
  readonly mails: Mail[]
  revision: number
}

/** An empty world. */
export const createState = (now: () => number, seed: number): State => ({
  now,
  seeded: createSeeded(seed + 0x9e3779b9),
  settings: defaultSettings(),
  users: new Map(),
  calendars: new Map(),
  lists: new Map(),
  meetings: new Map(),
  copies: new Map(),
  byCalendar: new Map(),
  byMeeting: new Map(),
  categories: new Map(),
  mails: [],
  revision: 1,
})

/** The next version number; versions only grow. */
export const nextRevision = (state: State): number => {
  state.revision += 1
  return state.revision
}

const within = (map: Map<string, Set<string>>, key: string): Set<string> => {
  const found = map.get(key) ?? new Set()
  map.set(key, found)
  return found
}

const stamped = (state: State): Versioned => ({ revision: nextRevision(state), updated: state.now() })

/** Stores a meeting under the next version, touched now. */
export const putMeeting = (state: State, meeting: Omit<Meeting, keyof Versioned>): Meeting => {
  const stored = { ...meeting, ...stamped(state) }
  state.meetings.set(stored.uid, stored)
  return stored
}

/** Stores a copy under the next version, touched now. */
export const putCopy = (state: State, copy: Omit<Copy, keyof Versioned>): Copy => {
  const stored = { ...copy, ...stamped(state) }
  state.copies.set(stored.id, stored)
  within(state.byCalendar, stored.calendarId).add(stored.id)
  within(state.byMeeting, stored.uid).add(stored.id)
  return stored
}

/** Brings a copy to another calendar of the same mailbox; its immutable id stays. */
export const moveCopy = (state: State, copy: Copy, calendarId: string): Copy => {
  state.byCalendar.get(copy.calendarId)?.delete(copy.id)
  return putCopy(state, { ...copy, calendarId })
}

/** Stores what is different about one instance, of the meeting or of a copy, without touching the rest of the series. */
export const putException = (
  state: State,
  meeting: Meeting,
  date: string,
  change: Omit<Exception, keyof Versioned>,
): Meeting => {
  const exceptions = new Map(meeting.exceptions).set(date, { ...change, ...stamped(state) })
  const stored = { ...meeting, exceptions }
  state.meetings.set(stored.uid, stored)
  return stored
}
export const putOwnException = (
  state: State,
  copy: Copy,
  date: string,
  change: Omit<OwnException, keyof Versioned>,
): Copy => {
  const stored = { ...copy, dates: new Map(copy.dates).set(date, { ...change, ...stamped(state) }) }
  state.copies.set(stored.id, stored)
  return stored
}

/** The copies of a meeting, removed ones included. */
export const copiesOf = (state: State, uid: string): readonly Copy[] =>
  [...(state.byMeeting.get(uid) ?? [])].map((id) => state.copies.get(id)).filter((copy) => copy !== undefined)

/** The copies on a calendar, removed ones included. */
export const copiesOn = (state: State, calendarId: string): readonly Copy[] =>
  [...(state.byCalendar.get(calendarId) ?? [])]
    .map((id) => state.copies.get(id))
    .filter((copy) => copy !== undefined)

/** The calendar a user's invitations arrive in, or null for somebody without a mailbox here. */
export const defaultCalendar = (state: State, email: string): CalendarRecord | null => {
  for (const id of state.lists.get(email.toLowerCase())?.keys() ?? []) {
    const calendar = state.calendars.get(id)
    if (calendar?.isDefault && calendar.owner.address === email.toLowerCase()) return calendar
  }
  return null
}

/** Whether a calendar's owner is the organiser of a meeting. */
export const isHome = (state: State, { calendarId }: Pick<Copy, 'calendarId'>, meeting: Meeting): boolean =>
  state.calendars.get(calendarId)?.owner.address === meeting.organizer.address
