import { eventId } from '../seeded.ts'
import type { Accounts, OAuthClient } from './accounts.ts'
import { TEST_CLIENT } from './accounts.ts'
import { checkFields, seededFields } from './fields.ts'
import { createHands, type Hands } from './hands.ts'
import { place } from './insert.ts'
import { findOccurrence } from './occurrence.ts'
import {
  type CalendarRecord,
  eventsOn,
  isSelf,
  type Mail,
  primaryOf,
  type Settings,
  type State,
  type User,
  within,
} from './state.ts'
import { sent } from './view.ts'
import type { Role, Sent, WireEvent } from './wire.ts'
import type { WriteOptions } from './write.ts'

export type NewCalendar = {
  readonly id: string
  readonly name: string
  readonly zone?: string
  readonly role?: Role
  readonly primary?: boolean
  readonly hidden?: boolean
  readonly description?: string
}

/** Google as a test sets it up, moves it and looks into it. */
export type GoogleWorld = {
  readonly settings: Settings
  readonly mails: readonly Mail[]
  /** A user with a primary calendar whose id is the address; offered on the sign-in page unless said. */
  addUser(user: {
    readonly email: string
    readonly name?: string
    readonly zone?: string
    readonly offered?: boolean
  }): User
  /** A calendar on a user's list; `owner` unless another role is said. One that exists already is shared with the user. */
  addCalendar(email: string, calendar: NewCalendar): CalendarRecord
  /** Takes a calendar off a user's list and out of their reach. */
  removeCalendar(email: string, calendarId: string): void
  /** Lets a user look into (or write to) a calendar without putting it on their list. */
  share(calendarId: string, email: string, role: Role): void
  /** An event as it stands on a calendar; the organiser may be somebody else. Guests in the emulator get their copies; no mail. */
  addEvent(email: string, calendarId: string, event: WireEvent): Sent
  actAs(email: string, options?: Partial<WriteOptions> & { readonly calendarId?: string }): Hands
  /** One event as its calendar's owner sees it, deleted ones and untouched instances included; null where there is none. */
  event(email: string, calendarId: string, id: string): Sent | null
  /** Everything stored on a calendar, series as they are, deleted events included. */
  events(email: string, calendarId: string): readonly Sent[]
  registerClient(client: OAuthClient): void
  /** A token without the sign-in page, consent included. */
  grant(email: string, scopes: readonly string[], clientId?: string): string
  /** The user takes back what they allowed: all tokens die, the next sign-in asks again. */
  revoke(email: string): void
  /** All access tokens of a user end now; a silent renewal still works. */
  expireTokens(email: string): void
  /** Every sync token of a calendar made so far answers 410. */
  expireSyncTokens(calendarId: string): void
}

/** The handle of Google's state for tests. */
export const createWorld = (state: State, accounts: Accounts): GoogleWorld => {
  const idOf = (email: string, calendarId: string): string =>
    calendarId === 'primary' ? email.toLowerCase() : calendarId
  const view = (id: string, calendarId: string): Sent | null => {
    const found = findOccurrence(state, calendarId, id)
    return found && sent(state, found, { role: 'owner', zone: undefined, maxAttendees: undefined })
  }
  const share: GoogleWorld['share'] = (calendarId, email, role) => {
    within(state.shares, calendarId, () => new Map<string, Role>()).set(email, role)
  }
  const enlist = (email: string, calendar: NewCalendar, deleted: boolean): void => {
    state.revision += 1
    within(state.lists, email, () => new Map()).set(calendar.id, {
      calendarId: calendar.id,
      role: calendar.role ?? 'owner',
      primary: calendar.primary ?? false,
      hidden: calendar.hidden ?? false,
      selected: true,
      deleted,
      name: null,
      revision: state.revision,
    })
  }
  const addCalendar: GoogleWorld['addCalendar'] = (email, calendar) => {
    const role = calendar.role ?? 'owner'
    const { id, name, description } = calendar
    const zone = calendar.zone ?? state.users.get(email)?.zone ?? 'UTC'
    const record = state.calendars.get(id) ?? {
      id,
      name,
      zone,
      description,
      owner: role === 'owner' ? email : null,
    }
    state.calendars.set(id, record)
    share(id, email, role)
    enlist(email, calendar, false)
    return record
  }
  return {
    settings: state.settings,
    mails: state.mails,
    addUser: ({ email, name = email, zone = 'UTC', offered = true }) => {
      const user = { email: email.toLowerCase(), name, zone, offered }
      state.users.set(user.email, user)
      addCalendar(user.email, { id: user.email, name: user.email, zone, primary: true })
      return user
    },
    addCalendar,
    removeCalendar: (email, calendarId) => {
      state.shares.get(calendarId)?.delete(email)
      enlist(email, { id: calendarId, name: calendarId }, true)
    },
    share,
    addEvent: (email, calendarId, event) => {
      const own = idOf(email, calendarId)
      const home = primaryOf(state, event.organizer?.email ?? '')?.id ?? own
      const calendar = state.calendars.get(home)
      if (!calendar || !state.calendars.has(own))
        throw new Error(`No calendar ${own}: add it before its events`)
      const id = event.id ?? eventId(state.seeded)
      const name = state.users.get(own)?.name ?? calendar.name
      const fields = {
        iCalUID: `${id}@google.com`,
        organizer: { email: own, displayName: name },
        creator: { email: event.organizer?.email ?? email },
        eventType: 'default',
        ...seededFields(event, calendar.zone),
      }
      checkFields(fields, calendar.zone, true)
      const status = event.status === 'tentative' ? 'tentative' : 'confirmed'
      place(state, home, id, fields, status, { sendUpdates: 'none' })
      if (event.status === 'cancelled') createHands(state, email, home, {}).delete(id)
      const made = view(id, own)
      if (made === null)
        throw new Error(`${email} takes no part in an event organised by ${home}: add them as a guest`)
      return made
    },
    actAs: (email, { calendarId = email, ...options } = {}) =>
      createHands(state, email, idOf(email, calendarId), options),
    event: (email, calendarId, id) => view(id, idOf(email, calendarId)),
    events: (email, calendarId) =>
      [...eventsOn(state, idOf(email, calendarId)).values()]
        .filter((stored) => !stored.lost)
        .map((stored) => view(stored.id, stored.calendarId))
        .filter((one) => one !== null),
    registerClient: (client) => {
      accounts.clients.set(client.clientId, client)
    },
    grant: (email, scopes, clientId = TEST_CLIENT.clientId) => {
      const grant = { email: email.toLowerCase(), clientId, scopes }
      accounts.consent(grant)
      return accounts.issue(grant)
    },
    revoke: (email) => accounts.revoke(email.toLowerCase()),
    expireTokens: (email) => accounts.expire(email.toLowerCase()),
    expireSyncTokens: (calendarId) => {
      state.revision += 1
      const isList = isSelf(calendarId, calendarId) && !state.calendars.has(calendarId)
      state.tokensDeadBefore.set(isList ? `list of ${calendarId}` : calendarId, state.revision)
    },
  }
}
