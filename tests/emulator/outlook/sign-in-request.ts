import type { Reply } from '../provider.ts'
import { type Accounts, type EntraClient, type Platform, platformOf, shortScope } from './accounts.ts'
import { deadEnd } from './sign-in-page.ts'

/** What a client asked for when it sent the person here. */
export type Asked = {
  readonly client: EntraClient
  readonly redirectUri: string
  readonly platform: Platform
  readonly scopes: readonly string[]
  readonly state: string | null
  readonly prompt: string | null
  readonly hint: string | null
  readonly nonce: string | null
  readonly challenge: string
  readonly isFragment: boolean
}

/** An error as Entra words it: OAuth's name, and the number it is known by. */
export type EntraError = { readonly error: string; readonly code: string; readonly words: string }

const KNOWN = new Set([
  'client_id',
  'code_challenge',
  'code_challenge_method',
  'domain_hint',
  'login_hint',
  'nonce',
  'prompt',
  'redirect_uri',
  'response_mode',
  'response_type',
  'scope',
  'state',
])
const PROMPTS = ['none', 'login', 'consent', 'select_account']
const SCOPES = new Set([
  'openid',
  'profile',
  'email',
  'offline_access',
  'User.Read',
  'Calendars.Read',
  'Calendars.ReadWrite',
  'Calendars.Read.Shared',
  'Calendars.ReadWrite.Shared',
  'MailboxSettings.Read',
  'MailboxSettings.ReadWrite',
])

/** `AADSTS50011: …`, as every error of Entra begins. */
export const description = ({ code, words }: EntraError): string => `${code}: ${words}`

/** Takes the person back to the client, in the query or in the fragment as it was asked. */
export const back = (
  { redirectUri, state, isFragment }: Pick<Asked, 'redirectUri' | 'state' | 'isFragment'>,
  answer: Readonly<Record<string, string>>,
  headers: Reply['headers'] = [],
): Reply => {
  const parts = new URLSearchParams({ ...answer, ...(state === null ? {} : { state }) })
  const separator = isFragment ? '#' : redirectUri.includes('?') ? '&' : '?'
  return {
    status: 302,
    headers: [['location', `${redirectUri}${separator}${parts}`], ...headers],
    body: null,
  }
}

export const backWith = (asked: Pick<Asked, 'redirectUri' | 'state' | 'isFragment'>, no: EntraError): Reply =>
  back(asked, { error: no.error, error_description: description(no) })

/** What no correct client of ours sends, in a request that could be answered; null when all is well. */
const objection = (query: URLSearchParams, scopes: readonly string[]): EntraError | null => {
  const unknown = [...query.keys()].find((name) => !KNOWN.has(name))
  const no = (error: string, code: string, words: string): EntraError => ({ error, code, words })
  if (unknown !== undefined) return no('invalid_request', 'AADSTS900144', `Unknown parameter ${unknown}`)
  if (query.get('response_type') !== 'code')
    return no('unsupported_response_type', 'AADSTS700051', "response_type 'token' is not enabled")
  if (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(query.get('code_challenge') ?? ''))
    return no('invalid_request', 'AADSTS9002325', 'Proof Key for Code Exchange is required')
  if (!['query', 'fragment', null].includes(query.get('response_mode')))
    return no('invalid_request', 'AADSTS70007', 'The response_mode is not supported')
  if (query.has('prompt') && !PROMPTS.includes(query.get('prompt') ?? ''))
    return no('invalid_request', 'AADSTS90023', 'Unsupported prompt value')
  const strange = scopes.find((scope) => !SCOPES.has(scope))
  if (strange !== undefined || scopes.length === 0)
    return no('invalid_scope', 'AADSTS70011', `The scope ${strange ?? ''} is not valid`)
  return null
}

/** Reads a request, or gives the answer that it gets at once. `complain` hears of what a correct client never sends. */
export const readAsked = (
  accounts: Accounts,
  query: URLSearchParams,
  complain: (text: string) => void,
): Asked | Reply => {
  const client = accounts.clients.get(query.get('client_id') ?? '')
  if (!client)
    return { status: 400, body: deadEnd('AADSTS700016', 'The application was not found in the directory.') }
  const redirectUri = query.get('redirect_uri') ?? ''
  const platform = platformOf(client, redirectUri)
  if (platform === null)
    return { status: 400, body: deadEnd('AADSTS50011', `The redirect URI ${redirectUri} is not registered.`) }
  const scopes = (query.get('scope') ?? '').split(' ').filter(Boolean).map(shortScope)
  const isFragment = query.get('response_mode') === 'fragment'
  const state = query.get('state')
  const no = objection(query, scopes)
  if (no !== null) {
    complain(`The sign-in page was asked what it does not take: ${description(no)}`)
    return backWith({ redirectUri, state, isFragment }, no)
  }
  return {
    client,
    redirectUri,
    platform,
    scopes,
    state,
    isFragment,
    prompt: query.get('prompt'),
    hint: query.get('login_hint')?.toLowerCase() ?? null,
    nonce: query.get('nonce'),
    challenge: query.get('code_challenge') ?? '',
  }
}
