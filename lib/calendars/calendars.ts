import type { Account } from '../core/account.ts'
import type { Failure } from '../core/failure.ts'
import type { Result } from '../core/result.ts'
import type { CalendarPort, Calendars, Token } from '../ports.ts'
import { createGoogleCalendar } from './google/client.ts'
import type { Tokens } from './tokens.ts'

type Call<T> = (port: CalendarPort) => Promise<Result<T, Failure>>

/** A Google calendar that finds its own token, and another one, once, when it is refused (401). */
const createSignedIn = (account: Account, tokens: Tokens, fetch: typeof globalThis.fetch): CalendarPort => {
  const portWith = (token: Token): CalendarPort =>
    createGoogleCalendar({
      fetch,
      token: async () => token.value,
      accountId: account.id,
      scopes: token.scopes,
    })

  const call = async <T>(work: Call<T>): Promise<Result<T, Failure>> => {
    const token = await tokens.get(account)
    if (!token.ok) return token
    const first = await work(portWith(token.value))
    if (first.ok || first.error.type !== 'sign-in-needed') return first
    const other = await tokens.replace(account, token.value)
    return other.ok ? work(portWith(other.value)) : other
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
 * The calendar service of each account. Throws for a provider that has none here: such an account cannot have been connected. That an
 * account needs the coach is for the flows to write down; here it is the failure `sign-in-needed`.
 */
export const createCalendars = (deps: {
  readonly fetch: typeof fetch
  readonly tokens: Tokens
  readonly practice: CalendarPort
}): Calendars => ({
  of: (account) => {
    if (account.provider === 'practice') return deps.practice
    if (account.provider === 'google') return createSignedIn(account, deps.tokens, deps.fetch)
    throw new Error(`No calendar service for ${account.provider}`)
  },
})
