import { createHash } from 'node:crypto'
import type { Incoming, Reply } from '../provider.ts'
import { bearer } from './access.ts'
import { type Accounts, type Code, type Grant, TOKEN_LIFE_S } from './accounts.ts'
import { violate } from './refusal.ts'

const KNOWN = new Set([
  'client_id',
  'client_secret',
  'code',
  'code_verifier',
  'grant_type',
  'redirect_uri',
  'refresh_token',
])

const wrong = (error: string, description: string, status = 400): Reply => ({
  status,
  body: { error, error_description: description },
})

const verified = ({ challenge }: Code, verifier: string | null): boolean => {
  if (challenge === null) return true
  if (verifier === null) return false
  const made =
    challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url')
  return made === challenge.value
}

const answer = (accounts: Accounts, grant: Grant, refreshToken: string | null): Reply => ({
  status: 200,
  body: {
    access_token: accounts.issue(grant),
    expires_in: TOKEN_LIFE_S,
    ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
    scope: grant.scopes.join(' '),
    token_type: 'Bearer',
  },
})

const fromCode = (accounts: Accounts, form: URLSearchParams, now: number): Reply => {
  const text = form.get('code') ?? ''
  const code = accounts.codes.get(text)
  accounts.codes.delete(text) // a code is good once
  const isGood =
    code !== undefined &&
    code.expiresAt > now &&
    code.clientId === form.get('client_id') &&
    code.redirectUri === form.get('redirect_uri') &&
    verified(code, form.get('code_verifier'))
  if (!isGood) return wrong('invalid_grant', 'Bad Request')
  const grant = { email: code.email, clientId: code.clientId, scopes: code.scopes }
  return answer(accounts, grant, code.offline ? accounts.issueRefresh(grant) : null)
}

const token = (accounts: Accounts, request: Incoming, now: number): Reply => {
  const form = new URLSearchParams(request.text)
  const unknown = [...form.keys()].find((name) => !KNOWN.has(name))
  if (unknown !== undefined)
    return violate(`Parameter not allowed for this message type: ${unknown}`, unknown)
  const client = accounts.clients.get(form.get('client_id') ?? '')
  if (!client) return wrong('invalid_client', 'The OAuth client was not found.', 401)
  if (client.secret !== null && client.secret !== form.get('client_secret')) {
    return wrong('invalid_request', 'client_secret is missing.')
  }
  if (form.get('grant_type') === 'authorization_code') return fromCode(accounts, form, now)
  if (form.get('grant_type') !== 'refresh_token') return wrong('unsupported_grant_type', 'Invalid grant_type')
  const grant = accounts.refreshTokens.get(form.get('refresh_token') ?? '')
  if (!grant || grant.clientId !== client.clientId)
    return wrong('invalid_grant', 'Token has been expired or revoked.')
  return answer(accounts, grant, null)
}

const revoke = (accounts: Accounts, request: Incoming): Reply => {
  const text = request.query.get('token') ?? new URLSearchParams(request.text).get('token') ?? ''
  const grant = accounts.accessTokens.get(text) ?? accounts.refreshTokens.get(text)
  if (!grant) return wrong('invalid_token', 'Token expired or revoked')
  accounts.revoke(grant.email, grant.clientId)
  return { status: 200, body: {} }
}

const tokenInfo = (accounts: Accounts, request: Incoming, now: number): Reply => {
  const grant = accounts.accessTokens.get(request.query.get('access_token') ?? '')
  if (!grant || grant.expiresAt <= now) return wrong('invalid_token', 'Invalid Value')
  return {
    status: 200,
    body: {
      azp: grant.clientId,
      aud: grant.clientId,
      scope: grant.scopes.join(' '),
      exp: String(Math.floor(grant.expiresAt / 1000)),
      expires_in: String(Math.floor((grant.expiresAt - now) / 1000)),
      email: grant.email,
      email_verified: 'true',
      access_type: 'online',
    },
  }
}

/** Who the bearer of a token is; 401 for none. Address and name come only with the scopes that allow them. */
const userInfo = (accounts: Accounts, request: Incoming, now: number): Reply => {
  const grant = accounts.accessTokens.get(bearer(request) ?? '')
  if (!grant || grant.expiresAt <= now) return wrong('invalid_request', 'Invalid Credentials', 401)
  const mayMail = grant.scopes.some((one) => one.endsWith('userinfo.email'))
  const sub = createHash('sha256').update(grant.email).digest('hex').replace(/\D/g, '').slice(0, 21)
  return { status: 200, body: { sub, ...(mayMail ? { email: grant.email, email_verified: true } : {}) } }
}

/** oauth2.googleapis.com (token, revoke, tokeninfo) and the address that says who a token belongs to. */
export const createTokenEndpoint =
  (accounts: Accounts, now: () => number) =>
  (request: Incoming): Reply | null => {
    const route = `${request.method} ${request.host}${request.path}`
    if (route === 'POST oauth2.googleapis.com/token') return token(accounts, request, now())
    if (route === 'POST oauth2.googleapis.com/revoke') return revoke(accounts, request)
    if (route === 'GET oauth2.googleapis.com/tokeninfo') return tokenInfo(accounts, request, now())
    const asksWho = 'GET openidconnect.googleapis.com/v1/userinfo'
    return route === asksWho || route === 'GET www.googleapis.com/oauth2/v3/userinfo'
      ? userInfo(accounts, request, now())
      : null
  }
