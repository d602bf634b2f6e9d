import type { Incoming, Reply } from '../provider.ts'
import { secret } from '../seeded.ts'
import { type Accounts, isRegistered, TOKEN_LIFE_S } from './accounts.ts'
import { violate } from './refusal.ts'
import { fullScope, isKnownScope } from './scopes.ts'
import { consentPage, errorPage } from './sign-in-page.ts'
import type { State } from './state.ts'

/** What a client asked for when it sent the person here. */
type Asked = {
  readonly clientId: string
  readonly redirectUri: string
  readonly kind: 'token' | 'code'
  readonly scopes: readonly string[]
  readonly state: string | null
  readonly prompt: readonly string[]
  readonly hint: string | null
  readonly includeGranted: boolean
  readonly offline: boolean
  readonly challenge: { readonly method: 'S256' | 'plain'; readonly value: string } | null
}

const KNOWN = new Set([
  'access_type',
  'client_id',
  'code_challenge',
  'code_challenge_method',
  'enable_granular_consent',
  'hl',
  'include_granted_scopes',
  'login_hint',
  'nonce',
  'prompt',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
])
const CODE_LIFE_MS = 600_000

const html = (status: number, body: string): Reply => ({ status, body })
const refused = (error: string, description: string): Reply => html(400, errorPage(error, description))

const readAsked = (accounts: Accounts, query: URLSearchParams): Asked | Reply => {
  const unknown = [...query.keys()].find((name) => !KNOWN.has(name))
  if (unknown !== undefined)
    return violate(`Parameter not allowed for this message type: ${unknown}`, unknown)
  const client = accounts.clients.get(query.get('client_id') ?? '')
  if (!client) return refused('invalid_client', 'The OAuth client was not found.')
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!isRegistered(client, redirectUri)) {
    return refused(
      'redirect_uri_mismatch',
      `The redirect URI in the request, ${redirectUri}, is not registered.`,
    )
  }
  const kind = query.get('response_type')
  if (kind !== 'token' && kind !== 'code') {
    return refused('invalid_request', `Invalid response_type: ${kind ?? 'missing'}`)
  }
  const scopes = (query.get('scope') ?? '').split(' ').filter((one) => one !== '')
  const strange = scopes.find((one) => !isKnownScope(one))
  if (scopes.length === 0 || strange)
    return refused('invalid_scope', `Some requested scopes were invalid: ${strange ?? ''}`)
  const challenge = query.get('code_challenge')
  return {
    clientId: client.clientId,
    redirectUri,
    kind,
    scopes: scopes.map(fullScope),
    state: query.get('state'),
    prompt: (query.get('prompt') ?? '').split(' ').filter((one) => one !== ''),
    hint: query.get('login_hint')?.toLowerCase() ?? null,
    includeGranted: query.get('include_granted_scopes') === 'true',
    offline: query.get('access_type') === 'offline',
    challenge:
      challenge === null
        ? null
        : { method: query.get('code_challenge_method') === 'S256' ? 'S256' : 'plain', value: challenge },
  }
}

/** Takes the person back to the client: in the fragment for a token, in the query for a code. */
const back = (asked: Asked, answer: Readonly<Record<string, string>>, cookie: string | null): Reply => {
  const parts = new URLSearchParams({ ...(asked.state === null ? {} : { state: asked.state }), ...answer })
  const separator = asked.kind === 'token' ? '#' : asked.redirectUri.includes('?') ? '&' : '?'
  const set =
    cookie === null ? [] : [['set-cookie', `SID=${cookie}; Path=/; Secure; HttpOnly; SameSite=None`] as const]
  return {
    status: 302,
    headers: [['location', `${asked.redirectUri}${separator}${parts}`], ...set],
    body: null,
  }
}

const grantBack = (
  accounts: Accounts,
  now: number,
  asked: Asked,
  email: string,
  allowed: readonly string[],
  cookie: string | null,
): Reply => {
  const all = asked.includeGranted ? [...allowed, ...accounts.consented(email, asked.clientId)] : allowed
  const grant = { email, clientId: asked.clientId, scopes: [...new Set(all)] }
  const scope = grant.scopes.join(' ')
  if (asked.kind === 'token') {
    const token = accounts.issue(grant)
    const life = { token_type: 'Bearer', expires_in: String(TOKEN_LIFE_S), scope }
    return back(asked, { access_token: token, ...life }, cookie)
  }
  const { redirectUri, challenge, offline } = asked
  const code = accounts.issueCode({
    ...grant,
    redirectUri,
    challenge,
    offline,
    expiresAt: now + CODE_LIFE_MS,
  })
  return back(asked, { code, scope }, cookie)
}

const cookieOf = ({ headers }: Incoming): string | null =>
  /(?:^|;\s*)SID=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1] ?? null

/** The sign-in pages of accounts.google.com: the authorise address and what its buttons post to (API C). */
export const createSignIn = (state: State, accounts: Accounts) => {
  const signedIn = (request: Incoming): readonly string[] =>
    accounts.sessions.get(cookieOf(request) ?? '') ?? []
  const covers = (email: string, asked: Asked): boolean =>
    asked.scopes.every((one) => accounts.consented(email, asked.clientId).includes(one))

  const silent = (asked: Asked, present: readonly string[]): Reply => {
    const candidates = asked.hint === null ? present : present.filter((email) => email === asked.hint)
    const [email] = candidates
    if (email === undefined) return back(asked, { error: 'login_required' }, null)
    if (candidates.length > 1) return back(asked, { error: 'account_selection_required' }, null)
    if (!covers(email, asked)) return back(asked, { error: 'interaction_required' }, null)
    return grantBack(accounts, state.now(), asked, email, asked.scopes, null)
  }

  const open = (request: Incoming): Reply => {
    const asked = readAsked(accounts, request.query)
    if ('status' in asked) return asked
    const present = signedIn(request)
    if (asked.prompt.includes('none')) return silent(asked, present)
    const known = asked.hint !== null && present.includes(asked.hint) && covers(asked.hint, asked)
    if (known && asked.prompt.length === 0 && asked.hint !== null) {
      return grantBack(accounts, state.now(), asked, asked.hint, asked.scopes, null)
    }
    const users = [...state.users.values()].filter(({ offered }) => offered)
    const chosen = asked.hint ?? present[0] ?? users[0]?.email ?? null
    return html(200, consentPage(users, chosen, asked.scopes, request.query.toString()))
  }

  const decide = (request: Incoming): Reply => {
    const form = new URLSearchParams(request.text)
    const asked = readAsked(accounts, new URLSearchParams(form.get('request') ?? ''))
    if ('status' in asked) return asked
    const email = form.get('account') ?? ''
    const allowed = form.getAll('scope').filter((one) => asked.scopes.includes(one))
    const isRefused = form.get('decision') !== 'allow' || allowed.length === 0
    if (isRefused || !state.users.has(email)) return back(asked, { error: 'access_denied' }, null)
    accounts.consent({ email, clientId: asked.clientId, scopes: allowed })
    const cookie = cookieOf(request) ?? secret(state.seeded, 'sid-')
    accounts.sessions.set(cookie, [...new Set([...(accounts.sessions.get(cookie) ?? []), email])])
    return grantBack(accounts, state.now(), asked, email, allowed, cookie)
  }

  return (request: Incoming): Reply | null => {
    if (request.path === '/o/oauth2/v2/auth' && request.method === 'GET') return open(request)
    if (request.path === '/o/oauth2/v2/auth/decision' && request.method === 'POST') return decide(request)
    return null
  }
}
