import { err, ok, type Result } from '../core/result.ts'
import type { Hasher, OAuthClient, SignInRequest } from '../ports.ts'
import type { NoToken } from './no-token.ts'
import type { Service, Way } from './service.ts'

/** The challenge of a verifier (RFC 7636, S256): nobody who sees the page's address can exchange its code. */
const challengeOf = async (hasher: Hasher, verifier: string): Promise<string> =>
  Uint8Array.fromHex(await hasher.sha256(verifier)).toBase64({ alphabet: 'base64url', omitPadding: true })

/** Nothing is shown to a silent sign-in. Somebody who comes with a new account chooses it, though the browser knows another. */
const promptOf = (service: Service, way: Way, hint: string | null, silent: boolean): string =>
  silent ? 'none' : [...(hint === null ? ['select_account'] : []), ...service.prompts(way)].join(' ')

/** The address of a service's sign-in page. `silent`: no page at all, an answer at once or an error. */
export const pageAddress = async (
  service: Service,
  client: OAuthClient,
  hasher: Hasher,
  request: SignInRequest,
  silent = false,
): Promise<string> => {
  const way = service.wayOf(client)
  const prompt = promptOf(service, way, request.hint, silent)
  const parameters = {
    response_type: way,
    client_id: client.clientId,
    redirect_uri: request.redirectUri,
    scope: service.scopesFor(request.access).join(' '),
    state: request.state,
    ...(request.hint === null ? {} : { login_hint: request.hint }),
    ...(way === 'code'
      ? { code_challenge: await challengeOf(hasher, request.verifier), code_challenge_method: 'S256' }
      : {}),
    ...service.parameters(way),
    ...(prompt === '' ? {} : { prompt }),
  }
  return `${service.page}?${new URLSearchParams(parameters)}`
}

const PERSON_NEEDED: readonly string[] = [
  'interaction_required',
  'login_required',
  'consent_required',
  'account_selection_required',
]

/** Entra's own words for "your administrator has to allow this first". */
const ADMIN_NEEDED = /AADSTS9009[0-5]\b/

const refusalIn = (error: string, description: string): NoToken => {
  if (PERSON_NEEDED.includes(error)) return 'person-needed'
  if (error === 'server_error' || error === 'temporarily_unavailable') return 'unavailable'
  if (error === 'unauthorized_client' || error === 'invalid_client') return 'client-refused'
  return ADMIN_NEEDED.test(description) ? 'admin-needed' : 'denied'
}

/** Everything in the fragment, where the implicit answer puts it; else in the query, where codes and some errors are. */
const answerIn = (url: URL): URLSearchParams =>
  new URLSearchParams(url.hash.length > 1 ? url.hash.slice(1) : url.search)

const isSentTo = (url: URL, redirectUri: string): boolean =>
  URL.canParse(redirectUri) && `${url.origin}${url.pathname}` === redirectUri.replace(/[?#].*$/, '')

/** What stands in the address that the page sent the browser back to, once it is our address with our state and without an error. */
export const readAnswer = (
  request: SignInRequest,
  redirectedTo: string,
): Result<URLSearchParams, NoToken> => {
  if (!URL.canParse(redirectedTo)) return err('unknown')
  const url = new URL(redirectedTo)
  const answer = answerIn(url)
  if (!isSentTo(url, request.redirectUri) || answer.get('state') !== request.state) return err('unknown')
  const error = answer.get('error')
  return error === null ? ok(answer) : err(refusalIn(error, answer.get('error_description') ?? ''))
}
