import { createHash } from 'node:crypto'
import type { FailureKind, Incoming, Reply } from '../provider.ts'
import {
  type Accounts,
  type Code,
  type EntraClient,
  type Grant,
  type Platform,
  SPA_REFRESH_LIFE,
  TOKEN_LIFE_S,
} from './accounts.ts'
import { type Policy, unseenError } from './sign-in-policy.ts'
import { description, type EntraError } from './sign-in-request.ts'

const PATH = '/common/oauth2/v2.0/token'
/** What the refresh token of a platform without a browser's page lives, ms. */
const OTHER_REFRESH_LIFE = 90 * 24 * 3_600_000

const KNOWN = new Set([
  'client_id',
  'client_secret',
  'code',
  'code_verifier',
  'grant_type',
  'redirect_uri',
  'refresh_token',
  'scope',
])

const no = (error: string, code: string, words: string): EntraError => ({ error, code, words })

const refused = (why: EntraError, status = 400): Reply => ({
  status,
  body: {
    error: why.error,
    error_description: description(why),
    error_codes: [Number(why.code.slice('AADSTS'.length))],
    trace_id: '00000000-0000-4000-8000-000000000002',
    correlation_id: '00000000-0000-4000-8000-000000000003',
  },
})

/** Entra allows any page to read its answers; who may redeem is another rule. */
const crossOrigin = ({ headers }: Incoming, reply: Reply): Reply => {
  const origin = headers.get('origin')
  if (origin === null) return reply
  return { ...reply, headers: [...(reply.headers ?? []), ['access-control-allow-origin', origin]] }
}

/** Entra's own way of failing, for faults on demand. */
export const failureReply = (kind: FailureKind, request: Incoming): Reply => {
  const status = Number(kind.slice(0, 3))
  const error = status >= 500 || status === 429 ? 'temporarily_unavailable' : 'invalid_request'
  return crossOrigin(request, refused(no(error, 'AADSTS90033', 'A transient error has occurred.'), status))
}

/** The rules about `Origin` (API C): a single-page application redeems from a page, everything else does not. */
const originObjection = (platform: Platform, origin: string | null): EntraError | null => {
  if (platform === 'spa' && origin === null)
    return no(
      'invalid_request',
      'AADSTS9002327',
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    )
  if (platform !== 'spa' && origin !== null)
    return no(
      'invalid_request',
      'AADSTS9002326',
      "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.",
    )
  return null
}

const secretObjection = (
  { secret }: EntraClient,
  platform: Platform,
  given: string | null,
): EntraError | null => {
  if (platform !== 'web')
    return given === null
      ? null
      : no('invalid_client', 'AADSTS700025', 'Client is public so client_secret should not be presented.')
  return secret === given ? null : no('invalid_client', 'AADSTS7000215', 'Invalid client secret provided.')
}

const isVerified = ({ challenge }: Code, verifier: string | null): boolean =>
  challenge === null ||
  (verifier !== null && createHash('sha256').update(verifier).digest('base64url') === challenge.value)

/** login.microsoftonline.com's token address. Null for a request to any other address. */
export const createTokenEndpoint = (
  accounts: Accounts,
  now: () => number,
  policies: ReadonlyMap<string, Policy>,
  complain: (text: string) => void,
): ((request: Incoming) => Reply | null) => {
  /** What a correct client never sends is refused and reported. */
  const faulty = (why: EntraError): Reply => {
    complain(`The token address was sent what it does not take: ${description(why)}`)
    return refused(why)
  }

  /** Everything that a person has allowed the client comes along, with the address of Graph in front. */
  const answer = (grant: Grant, platform: Platform, endsAt: number): Reply => {
    const graph = accounts
      .consented(grant.email, grant.clientId)
      .concat(grant.scopes)
      .filter((scope) => scope.includes('.'))
    const scopes = [...new Set(graph)]
    const isOffline = grant.scopes.includes('offline_access')
    const full = { ...grant, scopes }
    const key = isOffline
      ? { refresh_token: accounts.issueRefresh({ ...grant, platform, expiresAt: endsAt }) }
      : {}
    return {
      status: 200,
      body: {
        token_type: 'Bearer',
        scope: [
          'profile',
          'openid',
          'email',
          ...scopes.map((one) => `https://graph.microsoft.com/${one}`),
        ].join(' '),
        expires_in: TOKEN_LIFE_S,
        ext_expires_in: TOKEN_LIFE_S,
        access_token: accounts.issue(full),
        ...key,
      },
    }
  }

  const checked = (
    form: URLSearchParams,
    client: EntraClient,
    platform: Platform,
    origin: string | null,
  ): Reply | null => {
    const why =
      originObjection(platform, origin) ?? secretObjection(client, platform, form.get('client_secret'))
    return why === null ? null : refused(why, why.error === 'invalid_client' ? 401 : 400)
  }

  const fromCode = (form: URLSearchParams, client: EntraClient, origin: string | null): Reply => {
    const text = form.get('code') ?? ''
    const code = accounts.codes.get(text)
    const isOurs = code?.clientId === client.clientId && code.redirectUri === form.get('redirect_uri')
    if (code === undefined || !isOurs)
      return refused(no('invalid_grant', 'AADSTS70000', 'The provided value for the code is not valid.'))
    const objection = checked(form, client, code.platform, origin)
    if (objection !== null) return objection
    accounts.codes.delete(text) // a code is good once
    if (code.expiresAt <= now())
      return refused(no('invalid_grant', 'AADSTS70008', 'The provided authorization code has expired.'))
    if (!isVerified(code, form.get('code_verifier')))
      return refused(no('invalid_grant', 'AADSTS501481', 'The Code_Verifier does not match.'))
    const life = code.platform === 'spa' ? SPA_REFRESH_LIFE : OTHER_REFRESH_LIFE
    return answer(code, code.platform, now() + life)
  }

  const fromRefresh = (form: URLSearchParams, client: EntraClient, origin: string | null): Reply => {
    const token = accounts.refreshTokens.get(form.get('refresh_token') ?? '')
    if (token === undefined || token.clientId !== client.clientId)
      return refused(no('invalid_grant', 'AADSTS50173', 'The grant was revoked. A fresh one is needed.'))
    const objection = checked(form, client, token.platform, origin)
    if (objection !== null) return objection
    if (token.expiresAt <= now())
      return refused(
        no('invalid_grant', 'AADSTS700084', 'The refresh token was issued to a single page app.'),
      )
    const policy = policies.get(token.email)
    if (policy !== undefined) return refused(unseenError(policy))
    return answer(token, token.platform, token.expiresAt)
  }

  const token = (request: Incoming): Reply => {
    const form = new URLSearchParams(request.text)
    const unknown = [...form.keys()].find((name) => !KNOWN.has(name))
    if (unknown !== undefined)
      return faulty(no('invalid_request', 'AADSTS900144', `Unknown parameter ${unknown}`))
    if (request.headers.has('cookie'))
      return faulty(no('invalid_request', 'AADSTS90014', 'Cookies do not belong here'))
    const client = accounts.clients.get(form.get('client_id') ?? '')
    if (!client) return refused(no('unauthorized_client', 'AADSTS700016', 'The application was not found.'))
    const origin = request.headers.get('origin')
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return fromCode(form, client, origin)
      case 'refresh_token':
        return fromRefresh(form, client, origin)
      default:
        return faulty(no('unsupported_grant_type', 'AADSTS70003', 'The grant type is not supported.'))
    }
  }

  return (request) => {
    if (request.path !== PATH) return null
    if (request.method === 'OPTIONS') return crossOrigin(request, { status: 200, body: null })
    return request.method === 'POST' ? crossOrigin(request, token(request)) : null
  }
}
