import type { Incoming, Provider, Reply } from '../provider.ts'
import { secret } from '../seeded.ts'
import type { Accounts } from './accounts.ts'
import { adminPage, approvalPage, consentPage, deadEnd } from './sign-in-page.ts'
import { type Policy, unseenError } from './sign-in-policy.ts'
import { type Asked, back, backWith, type EntraError, readAsked } from './sign-in-request.ts'
import { createTokenEndpoint, failureReply } from './sign-in-token.ts'
import type { State } from './state.ts'

export const ENTRA_HOSTS = ['login.microsoftonline.com'] as const

/** The sign-in server as a test moves it. */
export type EntraWorld = {
  /** An organisation's policy for one of its people, or null for none. */
  setPolicy(email: string, policy: Policy | null): void
  /** Ends every browser's session of a person, as a password change does; what they allowed stays allowed. */
  signOut(email: string): void
}

const CODE_LIFE_MS = 600_000
const PATHS = { authorise: '/common/oauth2/v2.0/authorize', decision: '/common/decision' } as const

const html = (status: number, body: string): Reply => ({ status, body })

const SIGN_IN_NEEDED: EntraError = {
  error: 'login_required',
  code: 'AADSTS50058',
  words: 'A silent sign-in request was sent but no user is signed in.',
}
const CHOICE_NEEDED: EntraError = {
  error: 'interaction_required',
  code: 'AADSTS16000',
  words: 'Several users are signed in.',
}
const CONSENT_NEEDED: EntraError = {
  error: 'interaction_required',
  code: 'AADSTS65001',
  words: 'The user has not consented to use the application.',
}
const DECLINED: EntraError = {
  error: 'access_denied',
  code: 'AADSTS65004',
  words: 'User declined to consent to access the app.',
}
const ADMIN_NEEDED: EntraError = {
  error: 'access_denied',
  code: 'AADSTS90094',
  words: 'An administrator of the organisation has not granted consent.',
}

const cookieOf = ({ headers }: Incoming): string | null =>
  /(?:^|;\s*)ESTSAUTH=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1] ?? null

/** Entra's half of the emulator (API C): the sign-in pages, and the exchange of codes and refresh tokens. */
export const createEntra = (
  state: State,
  accounts: Accounts,
  complain: (text: string) => void,
): { readonly provider: Provider; readonly world: EntraWorld } => {
  const policies = new Map<string, Policy>()
  const exchange = createTokenEndpoint(accounts, state.now, policies, complain)
  const signedIn = (request: Incoming): readonly string[] =>
    accounts.sessions.get(cookieOf(request) ?? '') ?? []
  const covers = (email: string, { scopes, client }: Asked): boolean =>
    scopes.every((one) => accounts.consented(email, client.clientId).includes(one))

  const codeBack = (asked: Asked, email: string, cookie: string | null): Reply => {
    const { client, redirectUri, platform, nonce, challenge, scopes } = asked
    const code = accounts.issueCode({
      email,
      clientId: client.clientId,
      scopes,
      redirectUri,
      platform,
      nonce,
      challenge: { method: 'S256', value: challenge },
      expiresAt: state.now() + CODE_LIFE_MS,
    })
    const set =
      cookie === null
        ? []
        : [['set-cookie', `ESTSAUTH=${cookie}; Path=/; Secure; HttpOnly; SameSite=None`] as const]
    return back(asked, { code, session_state: '00000000-0000-4000-8000-000000000001' }, set)
  }

  const silent = (asked: Asked, present: readonly string[]): Reply => {
    const candidates = asked.hint === null ? present : present.filter((email) => email === asked.hint)
    const [email] = candidates
    if (email === undefined) return backWith(asked, SIGN_IN_NEEDED)
    if (candidates.length > 1) return backWith(asked, CHOICE_NEEDED)
    const policy = policies.get(email)
    if (policy !== undefined) return backWith(asked, unseenError(policy))
    return covers(email, asked) ? codeBack(asked, email, null) : backWith(asked, CONSENT_NEEDED)
  }

  const open = (request: Incoming): Reply => {
    const asked = readAsked(accounts, request.query, complain)
    if ('status' in asked) return asked
    const present = signedIn(request)
    if (asked.prompt === 'none') return silent(asked, present)
    const { hint } = asked
    const isKnown = hint !== null && present.includes(hint) && covers(hint, asked) && !policies.has(hint)
    if (isKnown && asked.prompt === null) return codeBack(asked, hint, null)
    const users = [...state.users.values()].filter(({ offered }) => offered)
    const chosen = hint ?? present[0] ?? users[0]?.email ?? null
    return html(200, consentPage(users, chosen, asked.scopes, request.query.toString()))
  }

  /** Where a policy stands in the way, its page; null where the way is free. */
  const intercepted = (email: string, request: string): Reply | null => {
    switch (policies.get(email)) {
      case 'approval':
        return html(200, approvalPage(email, request))
      case 'admin':
        return html(200, adminPage(email, request))
      case 'blocked':
        return html(200, deadEnd('AADSTS53003', 'You cannot access this right now.'))
      default:
        return null
    }
  }

  const decide = (request: Incoming): Reply => {
    const form = new URLSearchParams(request.text)
    const asked = readAsked(accounts, new URLSearchParams(form.get('request') ?? ''), complain)
    if ('status' in asked) return asked
    const email = form.get('account') ?? ''
    const decision = form.get('decision')
    if (decision === 'return') return backWith(asked, ADMIN_NEEDED)
    const isYes = decision === 'allow' || decision === 'approve'
    if (!isYes || !state.users.has(email)) return backWith(asked, DECLINED)
    if (decision === 'approve') policies.delete(email)
    const page = intercepted(email, form.get('request') ?? '')
    if (page !== null) return page
    accounts.consent({ email, clientId: asked.client.clientId, scopes: asked.scopes })
    const cookie = cookieOf(request) ?? secret(state.seeded, '0.')
    accounts.sessions.set(cookie, [...new Set([...(accounts.sessions.get(cookie) ?? []), email])])
    return codeBack(asked, email, cookie)
  }

  const answer = (request: Incoming): Reply => {
    const { method, path } = request
    if (path === '/favicon.ico') return html(200, '')
    if (path === PATHS.authorise && method === 'GET') return open(request)
    if (path === PATHS.decision && method === 'POST') return decide(request)
    const exchanged = exchange(request)
    if (exchanged !== null) return exchanged
    complain(`${method} ${request.url.href}: Entra does not know this address`)
    return html(404, deadEnd('AADSTS90002', 'Not found.'))
  }

  return {
    provider: { hosts: ENTRA_HOSTS, answer, failure: failureReply, userOf: () => null },
    world: {
      setPolicy: (email, policy) => {
        if (policy === null) policies.delete(email.toLowerCase())
        else policies.set(email.toLowerCase(), policy)
      },
      signOut: (email) => {
        for (const [cookie, present] of accounts.sessions)
          accounts.sessions.set(
            cookie,
            present.filter((one) => one !== email.toLowerCase()),
          )
      },
    },
  }
}
