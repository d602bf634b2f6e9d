import type { FailureKind, Incoming, Provider, Reply } from '../provider.ts'
import { bearer } from './access.ts'
import type { Accounts } from './accounts.ts'
import { createCalendarApi } from './calendar-api.ts'
import { type Refusal, refusalOf, refusalReply, refuse } from './refusal.ts'
import { createSignIn } from './sign-in.ts'
import type { State } from './state.ts'
import { createTokenEndpoint } from './token-endpoint.ts'

export const GOOGLE_HOSTS = [
  'www.googleapis.com',
  'accounts.google.com',
  'oauth2.googleapis.com',
  'openidconnect.googleapis.com',
] as const

const FAILURES: Readonly<Record<FailureKind, Omit<Refusal, 'status'>>> = {
  401: {
    reason: 'authError',
    message: 'Invalid Credentials',
    location: 'Authorization',
    locationType: 'header',
  },
  '403-rate': { domain: 'usageLimits', reason: 'userRateLimitExceeded', message: 'User Rate Limit Exceeded' },
  '403-forbidden': { reason: 'forbidden', message: 'Forbidden' },
  404: { reason: 'notFound', message: 'Not Found' },
  409: { reason: 'duplicate', message: 'The requested identifier already exists.' },
  410: {
    domain: 'calendar',
    reason: 'fullSyncRequired',
    message: 'Sync token is no longer valid, a full sync is required.',
  },
  412: {
    reason: 'conditionNotMet',
    message: 'Precondition Failed',
    location: 'If-Match',
    locationType: 'header',
  },
  429: { domain: 'usageLimits', reason: 'rateLimitExceeded', message: 'Rate Limit Exceeded' },
  500: { reason: 'backendError', message: 'Backend Error' },
  503: { reason: 'backendError', message: 'Backend Error' },
}

/** What a browser asks by itself, whatever page is open. */
const isBrowsersOwn = ({ host, path }: Incoming): boolean =>
  path === '/favicon.ico' || (path === '/ListAccounts' && host === 'accounts.google.com')

const CORS_METHODS = 'DELETE,GET,HEAD,PATCH,POST,PUT'

/** Which origin is allowed is added by `crossOrigin`, as to every answer; twice would allow none. */
const preflight = ({ headers }: Incoming): Reply => ({
  status: 200,
  headers: [
    ['access-control-allow-methods', CORS_METHODS],
    ['access-control-allow-headers', headers.get('access-control-request-headers') ?? ''],
    ['access-control-max-age', '3600'],
  ],
  body: null,
})

const crossOrigin = (request: Incoming, reply: Reply): Reply => {
  const origin = request.headers.get('origin')
  if (origin === null || request.host === 'accounts.google.com') return reply
  const cors = [
    ['access-control-allow-origin', origin],
    [
      'access-control-expose-headers',
      'cache-control,content-encoding,content-length,content-type,date,etag,expires,server,retry-after',
    ],
    ['vary', 'origin, referer, x-origin'],
  ] as const
  return { ...reply, headers: [...(reply.headers ?? []), ...cors] }
}

/** A trap: a client that lets cookies be kept and sent to the API is caught by its next call. */
const withTrap = (reply: Reply): Reply => ({
  ...reply,
  headers: [...(reply.headers ?? []), ['set-cookie', 'TRAP=1; Path=/; Secure; SameSite=None']],
})

/** Google's half of the emulator: calendar API, sign-in, tokens. `complain` hears of what a correct client never sends. */
export const createGoogle = (
  state: State,
  accounts: Accounts,
  complain: (text: string) => void,
): Provider => {
  const api = createCalendarApi(state, accounts)
  const signIn = createSignIn(state, accounts)
  const tokens = createTokenEndpoint(accounts, state.now)

  const route = (request: Incoming): Reply => {
    if (isBrowsersOwn(request)) return { status: 200, body: '' }
    if (request.host === 'accounts.google.com') {
      const page = signIn(request)
      if (page) return page
    }
    if (request.method === 'OPTIONS') return preflight(request)
    const answered = tokens(request)
    if (answered) return answered
    if (request.host === 'www.googleapis.com' && request.path.startsWith('/calendar/v3/'))
      return withTrap(api(request))
    refuse({
      status: 501,
      reason: 'notImplemented',
      message: `The emulator does not know ${request.method} ${request.url.href}.`,
      violation: true,
    })
  }

  const answer = (request: Incoming): Reply => {
    try {
      return crossOrigin(request, route(request))
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === null) throw error
      if (refusal.violation) complain(`${request.method} ${request.url.href}: ${refusal.message}`)
      return crossOrigin(request, refusalReply(refusal))
    }
  }

  return {
    hosts: GOOGLE_HOSTS,
    answer,
    failure: (kind, request) =>
      crossOrigin(request, refusalReply({ ...FAILURES[kind], status: Number(kind.slice(0, 3)) })),
    userOf: (request) => accounts.accessTokens.get(bearer(request) ?? '')?.email ?? null,
  }
}
