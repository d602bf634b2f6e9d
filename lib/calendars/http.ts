import type { Failure } from '../core/failure.ts'
import { err, ok, type Result } from '../core/result.ts'
import { SECOND } from '../core/time.ts'

/** Longer than any answer that is still of use; a service worker's own limit is the same (API D). */
const PATIENCE_MS = 30 * SECOND

export type Call = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly token: string
  readonly body?: unknown
  /** Only if the resource still has this etag. */
  readonly ifMatch?: string | null
}

/** An answer with a status of success. `body` is the parsed JSON, or null when there was none. */
export type Answer = { readonly body: unknown; readonly serverTime: number | null }

export type Http = (call: Call) => Promise<Result<Answer, Failure>>

/** What a provider says of a refusal, in either's way of saying it: Google's `errors[].reason`, Graph's `code`. */
type Said = { readonly reasons: readonly string[]; readonly message: string }

const RATE =
  /^(rateLimitExceeded|userRateLimitExceeded|quotaExceeded|dailyLimitExceeded|calendarUsageLimitsExceeded|RATE_LIMIT_EXCEEDED)$/
const SCOPE = /^(insufficientPermissions|ACCESS_TOKEN_SCOPE_INSUFFICIENT|insufficientScopes)$/

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const textsOf = (list: unknown, name: string): readonly string[] =>
  Array.isArray(list)
    ? list.flatMap((item: unknown) => (isObject(item) && typeof item[name] === 'string' ? [item[name]] : []))
    : []

const saidIn = (body: unknown): Said => {
  const error = isObject(body) ? body.error : null
  if (!isObject(error)) return { reasons: [], message: '' }
  return {
    reasons: [
      ...textsOf(error.errors, 'reason'),
      ...textsOf(error.details, 'reason'),
      ...(typeof error.code === 'string' ? [error.code] : []),
    ],
    message: typeof error.message === 'string' ? error.message : '',
  }
}

/** Epoch ms of a date in a header, or null. Begins with a weekday, or some engines would take any number for a year. */
const httpDate = (header: string | null): number | null => {
  const ms = /^[A-Z][a-z]{2,8},? /.test(header ?? '') ? Date.parse(header ?? '') : Number.NaN
  return Number.isNaN(ms) ? null : ms
}

/** `Retry-After` in ms: seconds, or a date counted from the server's own clock, because ours may be wrong (E25). Null when unreadable. */
export const retryAfterMs = (header: string | null, serverTime: number | null): number | null => {
  if (header === null) return null
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * SECOND
  const until = httpDate(header)
  return until === null || serverTime === null ? null : Math.max(0, until - serverTime)
}

const forbidden = ({ reasons }: Said, wait: number | null): Failure => {
  if (reasons.some((reason) => RATE.test(reason))) return { type: 'rate-limited', retryAfterMs: wait }
  if (reasons.some((reason) => SCOPE.test(reason))) return { type: 'scope-needed' }
  return { type: 'forbidden', reason: reasons[0] ?? '' }
}

/** 410 is said of a deleted event and of a lost cursor (`fullSyncRequired`, `updatedMinTooLongAgo`, `SyncStateNotFound` …). */
const gone = ({ reasons }: Said): Failure =>
  reasons.includes('deleted') ? { type: 'not-found' } : { type: 'cursor-expired' }

/** What Graph says more exactly by its code than by the status, which differs from time to time (API B). */
const byCode = ({ reasons }: Said): Failure | null => {
  if (reasons.includes('ErrorDuplicateTransactionId')) return { type: 'duplicate' }
  if (reasons.includes('ErrorIrresolvableConflict')) return { type: 'changed' }
  // An id that was never one: nothing can be there.
  return reasons.some((reason) => reason.startsWith('ErrorInvalidId')) ? { type: 'not-found' } : null
}

/**
 * The failure that an answer stands for, by status *and* the provider's reason (API A, B): the one place where either is looked at.
 * `wait`: what `Retry-After` asked for, in ms.
 */
export const failureOf = (status: number, body: unknown, wait: number | null): Failure => {
  const said = saidIn(body)
  const exact = byCode(said)
  if (exact !== null) return exact
  // 501 is no passing trouble: this is not done for such an account.
  if ((status >= 500 && status !== 501) || status === 408)
    return { type: 'unavailable', status, retryAfterMs: wait }
  switch (status) {
    case 401:
      return { type: 'sign-in-needed' }
    case 403:
      return forbidden(said, wait)
    case 404:
      return { type: 'not-found' }
    case 409:
      return { type: 'duplicate' }
    case 410:
      return gone(said)
    case 412:
      return { type: 'changed' }
    case 429:
      return { type: 'rate-limited', retryAfterMs: wait }
    default:
      // Google answers a cursor it cannot read any more with a plain 400; only its words tell (API A).
      if (status === 400 && /sync ?token/i.test(said.message)) return { type: 'cursor-expired' }
      return { type: 'rejected', status, reason: said.reasons[0] ?? said.message }
  }
}

/** JSON of a body, or undefined when it is none. */
const parsed = (text: string): unknown => {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Carries one request out and brings its answer back, an error answer where none came. Never throws. */
export type Carry = (url: string, init: RequestInit) => Promise<Response>

/**
 * The only way out to a calendar service. Never carries cookies (they would be attached by default with host permission, API 0.3),
 * follows no redirect (a network's log-in page is no answer), and gives up after `patienceMs` (30 s).
 */
export const createCarry =
  (fetch: typeof globalThis.fetch, patienceMs: number = PATIENCE_MS): Carry =>
  async (url, init) => {
    try {
      return await fetch(url, {
        ...init,
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.timeout(patienceMs),
      })
    } catch {
      return Response.error()
    }
  }

/**
 * What a response says. Never throws: one without a whole body fails as `offline`, and its request may have been carried out all the
 * same (E48).
 */
export const readResponse = async (response: Response): Promise<Result<Answer, Failure>> => {
  let text: string
  try {
    if (response.type === 'error') return err({ type: 'offline' })
    text = await response.text()
  } catch {
    return err({ type: 'offline' })
  }
  const serverTime = httpDate(response.headers.get('date'))
  const value = parsed(text)
  if (!response.ok) {
    return err(
      failureOf(response.status, value, retryAfterMs(response.headers.get('retry-after'), serverTime)),
    )
  }
  return value === undefined
    ? err({ type: 'malformed', detail: 'The answer is not JSON' })
    : ok({ body: value, serverTime })
}

/** Calls a service that speaks JSON: out by `createCarry`, in by `readResponse`. */
export const createHttp = (fetch: typeof globalThis.fetch, patienceMs?: number): Http => {
  const carry = createCarry(fetch, patienceMs)
  return async ({ method, url, token, body, ifMatch }) => {
    const headers: Record<string, string> = { authorization: `Bearer ${token}` }
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (ifMatch) headers['if-match'] = ifMatch
    const content = body === undefined ? {} : { body: JSON.stringify(body) }
    return readResponse(await carry(url, { method, headers, ...content }))
  }
}
