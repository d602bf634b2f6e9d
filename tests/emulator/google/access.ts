import type { Incoming } from '../provider.ts'
import type { Accounts, Grant } from './accounts.ts'
import { rank } from './calendars.ts'
import { notFound, refuse } from './refusal.ts'
import { OWNED_ONLY } from './scopes.ts'
import type { CalendarRecord, State } from './state.ts'
import type { Role } from './wire.ts'

/** The bearer token of a request, or null. */
export const bearer = (request: Incoming): string | null =>
  /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? null

/** Who a request acts for. 401 without a token (a violation: no client of ours calls without) or with one that is unknown or expired. */
export const authenticated = (accounts: Accounts, request: Incoming, now: number): Grant => {
  const token = bearer(request)
  const where = { location: 'Authorization', locationType: 'header' } as const
  if (token === null) {
    const message = 'Request is missing required authentication credential.'
    refuse({ status: 401, reason: 'required', message, violation: true, ...where })
  }
  const grant = accounts.accessTokens.get(token)
  if (!grant || grant.expiresAt <= now) {
    refuse({ status: 401, reason: 'authError', message: 'Invalid Credentials', ...where })
  }
  return grant
}

/** 403 unless the token has one of the scopes; a violation, since a client knows what it was granted. */
export const needScope = ({ scopes }: Grant, needed: readonly string[], method: string): void => {
  if (needed.some((one) => scopes.includes(one))) return
  refuse({
    status: 403,
    reason: 'insufficientPermissions',
    message: 'Request had insufficient authentication scopes.',
    violation: true,
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
        domain: 'googleapis.com',
        metadata: { service: 'calendar-json.googleapis.com', method },
      },
    ],
  })
}

/** A calendar as one user reaches it. */
export type Reached = { readonly calendar: CalendarRecord; readonly role: Role }

/** The calendar of an id (`primary` is the user's own) and the user's role there, or null. */
export const reach = (state: State, email: string, id: string): Reached | null => {
  const calendarId = id === 'primary' ? email : id
  const calendar = state.calendars.get(calendarId)
  const role = state.shares.get(calendarId)?.get(email)
  return calendar && role ? { calendar, role } : null
}

/**
 * The calendar of a call about events. 404 where the user cannot see it, 403 `requiredAccessLevel` where a write needs
 * more, 403 `insufficientPermissions` where the token only reaches owned calendars and this is not one.
 */
export const reachEvents = (
  state: State,
  grant: Grant,
  id: string,
  need: { readonly write: boolean; readonly scopes: readonly string[]; readonly method: string },
): Reached => {
  const reached = reach(state, grant.email, id) ?? notFound()
  const usable = reached.role === 'owner' ? need.scopes : need.scopes.filter((one) => !OWNED_ONLY.has(one))
  needScope(grant, usable, need.method)
  if (need.write && rank(reached.role) < rank('writerWithoutPrivateAccess')) {
    refuse({
      status: 403,
      domain: 'calendar',
      reason: 'requiredAccessLevel',
      message: 'You need to have writer access to this calendar.',
    })
  }
  return reached
}

/** Counts calls by user over the last minute; refuses those over the quota (API A, Quotas). */
export const createQuota = (state: State) => {
  const calls = new Map<string, number[]>()
  return (email: string): void => {
    const now = state.now()
    const recent = (calls.get(email) ?? []).filter((at) => at > now - 60_000 && at <= now)
    calls.set(email, recent)
    if (recent.length >= state.settings.perMinute) {
      refuse({
        status: 403,
        domain: 'usageLimits',
        reason: 'rateLimitExceeded',
        message: 'Rate Limit Exceeded',
      })
    }
    recent.push(now)
  }
}
