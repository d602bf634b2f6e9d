import type { Accounts, EntraClient } from './accounts.ts'
import { shortScope, TEST_CLIENT } from './accounts.ts'
import { applied, BLANK } from './body.ts'
import type { Concurrency } from './concurrency.ts'
import { createHands, instanceStarting, type OutlookHands } from './hands.ts'
import { guid, calendarId as newCalendarId } from './ids.ts'
import { place } from './meeting.ts'
import { eventsOn, findOccurrence } from './occurrence.ts'
import type { Settings } from './settings.ts'
import {
  type AccountKind,
  type CalendarRecord,
  type Copy,
  copiesOf,
  defaultCalendar,
  type Mail,
  moveCopy,
  nextRevision,
  putCopy,
  type State,
  type User,
} from './state.ts'
import { embeddedUid, outlookUid } from './uid.ts'
import { IN_UTC, sent } from './view.ts'
import type { Role, SeededEvent, Sent } from './wire.ts'

export type NewOutlookUser = {
  readonly email: string
  /** What one signs in with, where it is not the address. */
  readonly signInName?: string
  readonly name?: string
  /** IANA; UTC by default. */
  readonly zone?: string
  /** `work` by default: Microsoft 365. A personal one is outlook.com. */
  readonly kind?: AccountKind
  readonly offered?: boolean
}

export type NewOutlookCalendar = {
  readonly name: string
  readonly id?: string
  /** `owner` unless somebody else shares it. */
  readonly role?: Role
  /** Whose it is where the role is not `owner`. */
  readonly owner?: { readonly address: string; readonly name: string }
  readonly color?: string
  readonly hexColor?: string
}

/** Outlook as a test sets it up, moves it and looks into it. */
export type OutlookWorld = {
  readonly settings: Settings
  /** Everybody whom Exchange would have mailed, in order. */
  readonly mails: readonly Mail[]
  /** The most requests that were ever under way at once on one mailbox. */
  highestConcurrency(email: string): number
  /** A user with a default calendar; offered on the sign-in page unless said. */
  addUser(user: NewOutlookUser): User
  /** Another calendar on a user's list. One that exists already is shared with the user. */
  addCalendar(email: string, calendar: NewOutlookCalendar): CalendarRecord
  /** Takes a calendar off a user's list and out of their reach. */
  removeCalendar(email: string, calendarId: string): void
  /** The id of a user's default calendar. */
  calendarId(email: string): string
  /** An event as it stands on a calendar (`default`, or an id); the organiser may be somebody else. Guests with a mailbox here get their copies; no mail. */
  addEvent(email: string, calendarId: string, event: SeededEvent): Sent
  /** A person's hands; what they do mails nobody unless `silent` is false. */
  actAs(email: string, options?: { readonly silent?: boolean }): OutlookHands
  /** One event, untouched instances included, with all its extended properties; null where there is none (any more). */
  event(id: string): Sent | null
  /** The id of an instance of a series, by its original start, epoch ms. */
  instanceId(seriesId: string, originalStart: number): string
  /** Everything on a calendar, series as they are. */
  events(email: string, calendarId: string): readonly Sent[]
  addCategory(email: string, displayName: string, color: string): void
  registerClient(client: EntraClient): void
  /** A token without the sign-in page, consent included. */
  grant(email: string, scopes: readonly string[], clientId?: string): string
  /** The user takes back what they allowed: all tokens die, the next sign-in asks again. */
  revoke(email: string): void
  /** All access tokens of a user end now; a silent renewal still works. */
  expireTokens(email: string): void
}

/** The handle of Outlook's state for tests. */
export const createWorld = (state: State, accounts: Accounts, concurrency: Concurrency): OutlookWorld => {
  const list = (email: string): Map<string, Role> => {
    const found = state.lists.get(email) ?? new Map<string, Role>()
    state.lists.set(email, found)
    return found
  }
  const user = (email: string): User => {
    const found = state.users.get(email.toLowerCase())
    if (!found) throw new Error(`No user ${email}: add them first`)
    return found
  }
  const calendarId = (email: string): string => defaultCalendar(state, user(email).email)?.id ?? ''
  const addCalendar = (email: string, wanted: NewOutlookCalendar, isDefault = false): CalendarRecord => {
    const { role = 'owner', name, color = 'auto', hexColor = '' } = wanted
    const self = user(email)
    const owner = wanted.owner ?? { address: self.email, name: self.name }
    const id = wanted.id ?? newCalendarId(state.seeded)
    const made = { id, name, owner, color, hexColor, isDefault, revision: nextRevision(state) }
    const record = state.calendars.get(id) ?? made
    state.calendars.set(id, record)
    list(self.email).set(id, role)
    return record
  }
  const view = (id: string): Sent | null => {
    const found = findOccurrence(state, id)
    if (!found) return null
    const props = Object.entries(found.own.props).map(([name, value]) => ({ id: name, value }))
    const event = sent(state, found, IN_UTC)
    return props.length > 0 ? { ...event, singleValueExtendedProperties: props } : event
  }
  const addEvent: OutlookWorld['addEvent'] = (email, on, event) => {
    const own = on === 'default' ? calendarId(email) : on
    const calendar = state.calendars.get(own)
    if (!calendar) throw new Error(`No calendar ${own}: add it before its events`)
    const stated = event.organizer?.emailAddress
    const organizer = stated
      ? {
          address: (stated.address ?? '').toLowerCase(),
          name: stated.name ?? stated.address ?? '',
        }
      : calendar.owner
    const isOwn = organizer.address === calendar.owner.address
    const home = isOwn ? own : (defaultCalendar(state, organizer.address)?.id ?? own)
    const reading = { seeded: true, zone: state.users.get(calendar.owner.address)?.zone ?? 'UTC' }
    const parts = applied(BLANK, event, { ...reading, now: state.now() })
    const uid = event.uid === undefined ? outlookUid(state.seeded) : embeddedUid(event.uid)
    const transactionId = event.transactionId ?? null
    const placed = place(state, { calendarId: home, uid, organizer, parts, transactionId, silent: true })
    const isMine = ({ calendarId: where, removed }: Copy): boolean =>
      !removed && state.calendars.get(where)?.owner.address === calendar.owner.address
    const mine = copiesOf(state, placed.uid).find(isMine)
    if (!mine)
      throw new Error(`${email} takes no part in the meeting of ${organizer.address}: add them as a guest`)
    const moved = mine.calendarId === own ? mine : moveCopy(state, mine, own)
    if (!isOwn) putCopy(state, { ...moved, own: { ...parts.own, showAs: event.showAs ?? moved.own.showAs } })
    return view(mine.id) as Sent
  }
  return {
    settings: state.settings,
    mails: state.mails,
    highestConcurrency: (email) => concurrency.highest(email.toLowerCase()),
    addUser: ({ email, signInName = email, name = email, zone = 'UTC', kind = 'work', offered = true }) => {
      const identity = { email: email.toLowerCase(), signInName, id: guid(state.seeded) }
      const added = { ...identity, name, zone, kind, offered }
      state.users.set(added.email, added)
      addCalendar(added.email, { name: 'Calendar' }, true)
      return added
    },
    addCalendar: (email, calendar) => addCalendar(email, calendar),
    removeCalendar: (email, id) => {
      list(email.toLowerCase()).delete(id)
    },
    calendarId,
    addEvent,
    actAs: (email, { silent = true } = {}) => createHands(state, email, silent),
    event: view,
    instanceId: (seriesId, originalStart) => instanceStarting(state, seriesId, originalStart),
    events: (email, id) =>
      eventsOn(state, id === 'default' ? calendarId(email) : id)
        .map((one) => view(one.id))
        .filter((one) => one !== null),
    addCategory: (email, displayName, color) => {
      const owner = user(email).email
      const known = state.categories.get(owner) ?? new Map()
      state.categories.set(owner, known)
      const id = guid(state.seeded)
      known.set(id, { id, displayName, color })
    },
    registerClient: (client) => {
      accounts.clients.set(client.clientId, client)
    },
    grant: (email, scopes, clientId = TEST_CLIENT.clientId) => {
      const grant = { email: user(email).email, clientId, scopes: scopes.map(shortScope) }
      accounts.consent(grant)
      return accounts.issue(grant)
    },
    revoke: (email) => accounts.revoke(email.toLowerCase()),
    expireTokens: (email) => accounts.expire(email.toLowerCase()),
  }
}
