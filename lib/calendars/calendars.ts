import type { Account } from '../core/account.ts'
import type { Failure } from '../core/failure.ts'
import type { Result } from '../core/result.ts'
import type { CalendarPort, Calendars, Token } from '../ports.ts'
import { createGoogleCalendar } from './google/client.ts'
import type { Tokens } from './tokens.ts'

type Call<T> = (port: CalendarPort) => Promise<Result<T, Failure>>

/**
 * The calendar service of a provider with one token. `accountId` is unknown while somebody signs in. Throws for a provider that has none
 * here: such an account cannot have been connected.
 */
export const portWith = (
  provider: Account['provider'],
  fetch: typeof globalThis.fetch,
  token: Token,
  accountId?: string,
): CalendarPort => {
  const own = accountId === undefined ? {} : { accountId }
  if (provider === 'google')
    return createGoogleCalendar({ fetch, token: async () => token.value, scopes: token.scopes, ...own })
  throw new Error(`No calendar service for ${provider}`)
}

/** A calendar that finds its own token, and another one, once, when it is refused (401). */
const createSignedIn = (account: Account, tokens: Tokens, fetch: typeof globalThis.fetch): CalendarPort => {
  const speak = (token: Token): CalendarPort => portWith(account.provider, fetch, token, account.id)

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
  readonly tokens: Tokens
  readonly practice: CalendarPort
}): Calendars => ({
  of: (account) =>
    account.provider === 'practice' ? deps.practice : createSignedIn(account, deps.tokens, deps.fetch),
})
