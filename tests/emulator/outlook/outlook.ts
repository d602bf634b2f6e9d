import { type Faults, struck } from '../faults.ts'
import type { FailureKind, Incoming, Provider, Reply } from '../provider.ts'
import { authenticated, bearer } from './access.ts'
import type { Accounts } from './accounts.ts'
import { ALONE, answerBatch, isBatch, type Lane, widthOf } from './batch.ts'
import type { Concurrency } from './concurrency.ts'
import { createGraphApi } from './graph-api.ts'
import { type Refusal, refusalOf, refusalReply, refuse } from './refusal.ts'
import type { State } from './state.ts'

export const OUTLOOK_HOSTS = ['graph.microsoft.com'] as const

const FAILURES: Readonly<Record<FailureKind, Omit<Refusal, 'status'>>> = {
  401: {
    code: 'InvalidAuthenticationToken',
    message: 'Lifetime validation failed, the token is expired.',
  },
  '403-rate': { code: 'ErrorExceededConnectionCount', message: 'Too many concurrent connections opened.' },
  '403-forbidden': {
    code: 'ErrorAccessDenied',
    message: 'Access is denied. Check credentials and try again.',
  },
  404: { code: 'ErrorItemNotFound', message: 'The specified object was not found in the store.' },
  409: {
    code: 'ErrorDuplicateTransactionId',
    message: "Your request can't be completed. The transaction id has already been used.",
  },
  410: {
    code: 'SyncStateNotFound',
    message: 'The sync state generation is not found; full sync is required.',
  },
  412: {
    code: 'ErrorIrresolvableConflict',
    message:
      'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  },
  429: {
    code: 'ApplicationThrottled',
    message: 'Application is over its MailboxConcurrency limit.',
  },
  500: {
    code: 'ErrorInternalServerError',
    message: 'An internal server error occurred. The operation failed.',
  },
  503: {
    code: 'ErrorServerBusy',
    message: 'The server cannot service this request right now. Try again later.',
  },
}

/** What Graph lets a page read beside the safelisted headers. */
const EXPOSED =
  'ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, Retry-After, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant'

/** Which origin is allowed is added by `crossOrigin`, as to every answer; twice would allow none. */
const preflight = ({ headers }: Incoming): Reply => ({
  status: 200,
  headers: [
    ['access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE'],
    ['access-control-allow-headers', headers.get('access-control-request-headers') ?? ''],
    ['access-control-max-age', '3600'],
  ],
  body: null,
})

const crossOrigin = (request: Incoming, reply: Reply): Reply => {
  if (!request.headers.has('origin')) return reply
  const cors = [
    ['access-control-allow-origin', '*'],
    ['access-control-expose-headers', EXPOSED],
  ] as const
  return { ...reply, headers: [...(reply.headers ?? []), ...cors] }
}

/** What every answer of Graph carries; with a trap: a client that keeps cookies and sends them to the API is caught by its next call. */
const framed = (reply: Reply): Reply => ({
  ...reply,
  headers: [
    ...(reply.headers ?? []),
    ['request-id', '00000000-0000-4000-8000-000000000000'],
    ['set-cookie', 'TRAP=1; Path=/; Secure; SameSite=None'],
  ],
})

/** Outlook's half of the emulator: Microsoft Graph. `complain` hears of what a correct client never sends. */
export const createOutlook = (
  state: State,
  accounts: Accounts,
  concurrency: Concurrency,
  faults: Faults,
  complain: (text: string) => void,
): Provider => {
  const api = createGraphApi(state, accounts, concurrency)
  const mailboxOf = (request: Incoming): string | null => accounts.userOf(bearer(request) ?? '')

  const route = (request: Incoming, lane: Lane): Reply => {
    if (request.path === '/favicon.ico') return { status: 200, body: '' }
    if (request.method === 'OPTIONS') return preflight(request)
    if (isBatch(request) && request.method === 'POST') {
      authenticated(accounts, request, state.now())
      return framed(answerBatch(request, part))
    }
    if (request.path.startsWith('/v1.0/')) return framed(api(request, lane))
    refuse({
      status: 501,
      code: 'NotImplemented',
      message: `The emulator does not know ${request.method} ${request.url.href}.`,
      violation: true,
    })
  }

  const answer = (request: Incoming, lane: Lane = ALONE): Reply => {
    try {
      return crossOrigin(request, route(request, lane))
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === null) throw error
      if (refusal.violation) complain(`${request.method} ${request.url.href}: ${refusal.message}`)
      return crossOrigin(request, refusalReply(refusal, state.now()))
    }
  }

  /** A request within a batch: faults strike it by itself, and one that was lost times out. */
  const part = (request: Incoming, lane: Lane): Reply => {
    const fault = faults.take(request)
    if (fault === null) return answer(request, lane)
    if (fault.kind === 'lost-response') answer(request, lane)
    const timeout = { status: 504, code: 'GatewayTimeout', message: 'The upstream did not answer in time.' }
    return struck(fault, provider, request) ?? refusalReply(timeout, state.now())
  }

  const provider: Provider = {
    hosts: OUTLOOK_HOSTS,
    answer: (request) => answer(request),
    failure: (kind, request) =>
      crossOrigin(
        request,
        refusalReply({ ...FAILURES[kind], status: Number(kind.slice(0, 3)) }, state.now()),
      ),
    userOf: mailboxOf,
    enter: (request) => {
      const mailbox = request.method === 'OPTIONS' ? null : mailboxOf(request)
      return {
        lastsMs: state.settings.latencyMs,
        leave:
          mailbox === null
            ? () => undefined
            : concurrency.enter(mailbox, isBatch(request) ? widthOf(request) : 1),
      }
    },
  }
  return provider
}
