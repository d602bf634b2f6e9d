import type { Incoming } from '../provider.ts'
import type { Accounts, Grant } from './accounts.ts'
import { findOccurrence } from './occurrence.ts'
import { denied, notFound, refuse } from './refusal.ts'
import { type CalendarRecord, defaultCalendar, type State, type User } from './state.ts'
import type { Role } from './wire.ts'

/** What each kind of call accepts, any one of it (from the permissions of each method's page). */
export const NEEDED = {
  user: ['User.Read', 'User.ReadWrite'],
  readEvents: [
    'Calendars.Read',
    'Calendars.ReadWrite',
    'Calendars.Read.Shared',
    'Calendars.ReadWrite.Shared',
  ],
  writeEvents: ['Calendars.ReadWrite', 'Calendars.ReadWrite.Shared'],
  readSettings: ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'],
  writeSettings: ['MailboxSettings.ReadWrite'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** The bearer token of a request, or null. */
export const bearer = (request: Incoming): string | null =>
  /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null

/** Who a request acts for. 401 without a token (a violation: no client of ours calls without) or with one that is unknown or expired. */
export const authenticated = (accounts: Accounts, request: Incoming, now: number): Grant => {
  const token = bearer(request)
  const code = 'InvalidAuthenticationToken'
  if (token === null) refuse({ status: 401, code, message: 'Access token is empty.', violation: true })
  const grant = accounts.accessTokens.get(token)
  if (!grant) refuse({ status: 401, code, message: 'Access token validation failure.' })
  if (grant.expiresAt <= now)
    refuse({ status: 401, code, message: 'Lifetime validation failed, the token is expired.' })
  return grant
}

/** 403 unless the token has one of the scopes; a violation, since a client knows what it was granted. */
export const needScope = ({ scopes }: Grant, needed: readonly string[]): void => {
  if (needed.some((one) => scopes.some((had) => had.toLowerCase() === one.toLowerCase()))) return
  const message = 'Access is denied. Check credentials and try again.'
  refuse({ status: 403, code: 'ErrorAccessDenied', message, violation: true })
}

/** The user behind a grant. 401 where there is no such mailbox. */
export const userOf = (state: State, { email }: Grant): User =>
  state.users.get(email) ??
  refuse({ status: 401, code: 'MailboxNotEnabledForRESTAPI', message: 'The mailbox is not hosted here.' })

/** A calendar as one user reaches it. */
export type Reached = { readonly calendar: CalendarRecord; readonly role: Role }

/** The calendar of an id (null is the user's default one) and the user's role there. 404 where they cannot see it. */
export const reach = (state: State, email: string, id: string | null): Reached => {
  const calendarId = id ?? defaultCalendar(state, email)?.id ?? ''
  const calendar = state.calendars.get(calendarId)
  const role = state.lists.get(email)?.get(calendarId)
  return calendar && role ? { calendar, role } : notFound()
}

/** 403 on a calendar that may only be read. */
export const needWrite = ({ role }: Reached): void => {
  if (role !== 'write' && role !== 'owner') denied()
}

/** The calendar an event is on, as the user reaches it: 404 where either is out of their reach, or not on the calendar named. */
export const reachEvent = (state: State, email: string, calendarId: string | null, id: string): Reached => {
  const found = findOccurrence(state, id) ?? notFound()
  if (calendarId !== null && found.copy.calendarId !== calendarId) return notFound()
  return reach(state, email, found.copy.calendarId)
}
