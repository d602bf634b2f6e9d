import { err, ok, type Result } from '../../core/result.ts'
import { SECOND } from '../../core/time.ts'
import type { SignInRequest, Token } from '../../ports.ts'
import { scopesFor } from './scopes.ts'

const PAGE = 'https://accounts.google.com/o/oauth2/v2/auth'

/**
 * Google's page for a sign-in, by the implicit answer: its other way needs a secret, which an extension cannot keep (API C). Scopes
 * granted before come along, so that asking for write access loses nothing. `silent`: no page at all, an answer at once or an error.
 */
export const googleAddress = (clientId: string, request: SignInRequest, silent = false): string =>
  `${PAGE}?${new URLSearchParams({
    response_type: 'token',
    client_id: clientId,
    redirect_uri: request.redirectUri,
    scope: scopesFor(request.access).join(' '),
    state: request.state,
    include_granted_scopes: 'true',
    ...(request.hint === null ? {} : { login_hint: request.hint }),
    ...(silent ? { prompt: 'none' } : {}),
  })}`

/** What came back instead of a token. */
export type NoToken =
  /** Not Google's answer to this request: another address, another state, or nothing that can be read. */
  | 'unknown'
  /** The person, or their organisation, said no. */
  | 'denied'
  /** A silent sign-in found nobody to answer for: signed out, or consent taken back. */
  | 'person-needed'
  /** Google has trouble of its own. */
  | 'unavailable'

const PERSON_NEEDED: readonly string[] = [
  'interaction_required',
  'login_required',
  'consent_required',
  'account_selection_required',
]

/** Everything in the fragment, where the implicit answer puts it; else in the query, where some errors are. */
const answerIn = (url: URL): URLSearchParams =>
  new URLSearchParams(url.hash.length > 1 ? url.hash.slice(1) : url.search)

const isSentTo = (url: URL, redirectUri: string): boolean =>
  URL.canParse(redirectUri) && `${url.origin}${url.pathname}` === redirectUri.replace(/[?#].*$/, '')

/**
 * The token in the address that Google sent the browser back to, checked by hand: our address, our state, a bearer token with its life and
 * scopes (API C). Without `scope` what was asked for is what was granted (RFC 6749, 5.1). `now` in epoch ms.
 */
export const readGoogleAnswer = (
  request: SignInRequest,
  redirectedTo: string,
  now: number,
): Result<Token, NoToken> => {
  if (!URL.canParse(redirectedTo)) return err('unknown')
  const url = new URL(redirectedTo)
  const answer = answerIn(url)
  if (!isSentTo(url, request.redirectUri) || answer.get('state') !== request.state) return err('unknown')
  const error = answer.get('error')
  if (error !== null) {
    if (PERSON_NEEDED.includes(error)) return err('person-needed')
    return err(error === 'server_error' || error === 'temporarily_unavailable' ? 'unavailable' : 'denied')
  }
  const value = answer.get('access_token') ?? ''
  const seconds = Number(answer.get('expires_in') ?? Number.NaN)
  const isBearer = answer.get('token_type')?.toLowerCase() === 'bearer'
  if (!/^[\w.~+/-]+=*$/.test(value) || !isBearer || !(seconds > 0 && seconds <= 86_400)) return err('unknown')
  const scopes = answer.get('scope')?.split(' ').filter(Boolean) ?? scopesFor(request.access)
  return ok({ value, expiresAt: now + seconds * SECOND, scopes })
}
