import type { Account } from '../core/account.ts'
import type { Failure } from '../core/failure.ts'
import type { Result } from '../core/result.ts'
import type { CalendarPort, Calendars, Clock, Token } from '../ports.ts'
import { createGoogleCalendar } from './google/client.ts'
import { createTurns, type Turns } from './in-flight.ts'
import { createOutlookCalendar, MOST_AT_ONCE } from './outlook/client.ts'
import type { Tokens } from './tokens.ts'

type Call<T> = (port: CalendarPort) => Promise<Result<T, Failure>>

/** What calendar services are reached with. */
type World = { readonly fetch: typeof globalThis.fetch; readonly clock: Clock }

/** Whose calendars they are, and the line in which requests to their mailbox wait. */
type Own = { readonly accountId: string; readonly turns: Turns }

/**
 * The calendar service of a provider with one token. `own` is unknown while somebody signs in. Throws for a provider that has none here:
 * such an account cannot have been connected.
 */
export const portWith = (
  provider: Account['provider'],
  { fetch, clock }: World,
  { value, scopes }: Token,
  own?: Own,
): CalendarPort => {
  const common = { fetch, scopes, token: async () => value, ...own }
  if (provider === 'google') return createGoogleCalendar(common)
  if (provider === 'outlook') return createOutlookCalendar({ ...common, now: clock.now, zone: clock.zone })
  throw new Error(`No calendar service for ${provider}`)
}

/** A calendar that finds its own token, and another one, once, when it is refused (401). */
const createSignedIn = (account: Account, tokens: Tokens, world: World, turns: Turns): CalendarPort => {
  const own = { accountId: account.id, turns }
  const speak = (token: Token): CalendarPort => portWith(account.provider, world, token, own)

  const call = async <T>(work: Call<T>): Promise<Result<T, Failure>> => {
    const token = await tokens.get(account)
    if (!token.ok) return token
    const first = await work(speak(token.value))
    if (first.ok || first.error.type !== 'sign-in-needed') return first
    const other = await tokens.replace(account, token.value)
    return other.ok ? work(speak(other.value)) : other
  }

  return {
    calendars: () => call((port) => port.calendars()),
    page: (request) => call((port) => port.page(request)),
    get: (calendar, eventId) => call((port) => port.get(calendar, eventId)),
    insert: (calendar, draft) => call((port) => port.insert(calendar, draft)),
    made: (calendar, draft) => call((port) => port.made(calendar, draft)),
    patch: (calendar, eventId, patch, ifMatch) =>
      call((port) => port.patch(calendar, eventId, patch, ifMatch)),
    remove: (calendar, eventId, ifMatch, tell) =>
      call((port) => port.remove(calendar, eventId, ifMatch, tell)),
    busy: (calendarIds, window) => call((port) => port.busy(calendarIds, window)),
  }
}

/**
 * The calendar service of each account. That an account needs the coach is for the flows to write down; here it is the failure
 * `sign-in-needed`.
 */
export const createCalendars = (deps: {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly tokens: Tokens
  readonly practice: CalendarPort
}): Calendars => {
  const mailboxes = new Map<string, Turns>()
  /** Whatever asks something of a mailbox waits in one line: Graph counts requests by the mailbox. */
  const turnsOf = (accountId: string): Turns => {
    const turns = mailboxes.get(accountId) ?? createTurns(MOST_AT_ONCE)
    mailboxes.set(accountId, turns)
    return turns
  }
  return {
    of: (account) =>
      account.provider === 'practice'
        ? deps.practice
        : createSignedIn(account, deps.tokens, deps, turnsOf(account.id)),
  }
}
