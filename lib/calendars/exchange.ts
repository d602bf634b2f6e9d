import { err, ok, type Result } from '../core/result.ts'
import { SECOND } from '../core/time.ts'
import type { Grant, OAuthClient, Token } from '../ports.ts'
import type { NoToken } from './no-token.ts'

/** Longer than any answer that is still of use; a service worker's own limit is the same (API D). */
const PATIENCE_MS = 30 * SECOND
/** No service gives access tokens for longer than a day. */
const LONGEST_S = 86_400

/**
 * The token in an answer, checked by hand: a bearer token with its life and scopes (RFC 6749, 5.1). Without `scope` what was asked for is
 * what was granted. `now` in epoch ms.
 */
export const tokenIn = (
  field: (name: string) => string | null,
  asked: readonly string[],
  now: number,
): Result<Token, NoToken> => {
  const value = field('access_token') ?? ''
  const seconds = Number(field('expires_in') ?? Number.NaN)
  const isBearer = field('token_type')?.toLowerCase() === 'bearer'
  if (!/^[\w.~+/-]+=*$/.test(value) || !isBearer || !(seconds > 0 && seconds <= LONGEST_S))
    return err('unknown')
  const scopes = field('scope')?.split(' ').filter(Boolean) ?? asked
  return ok({ value, expiresAt: now + seconds * SECOND, scopes })
}

/** A field of a JSON answer as text: lives come as numbers, and one service writes them as text. */
const fieldsOf =
  (body: unknown) =>
  (name: string): string | null => {
    const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : null
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null
  }

const refusalIn = (status: number, error: string | null): NoToken => {
  if (status >= 500 || status === 408 || status === 429 || error === 'temporarily_unavailable')
    return 'unavailable'
  switch (error) {
    case 'invalid_grant':
      return 'ended'
    case 'interaction_required':
    case 'login_required':
    case 'consent_required':
      return 'person-needed'
    case 'access_denied':
      return 'denied'
    // Nothing that can be read: an answer cut short, or the page of some network in between.
    case null:
      return 'unavailable'
    default:
      return 'client-refused'
  }
}

/**
 * Gives a code or a renewal key to the service and reads the token that it gives for it. Carries no cookies and follows no redirect, as
 * in `http.ts`, whose answers are another kind. `asked`: the scopes that were asked for.
 */
export const exchange = async (
  { fetch, now }: { readonly fetch: typeof globalThis.fetch; readonly now: () => number },
  address: string,
  client: OAuthClient,
  given: Readonly<Record<string, string>>,
  asked: readonly string[],
): Promise<Result<Grant, NoToken>> => {
  const secret = client.secret === null ? {} : { client_secret: client.secret }
  let status: number
  let body: unknown
  try {
    const response = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams({ client_id: client.clientId, ...secret, ...given }),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    status = response.status
    body = await response.json().catch(() => null)
  } catch {
    return err('unreachable')
  }
  const field = fieldsOf(body)
  if (status !== 200 || body === null) return err(refusalIn(status, field('error')))
  const token = tokenIn(field, asked, now())
  if (!token.ok) return token
  const key = field('refresh_token')
  return ok({ token: token.value, renewal: key === null ? null : { value: key, clientId: client.clientId } })
}
