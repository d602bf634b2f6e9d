import { type Seeded, secret } from '../seeded.ts'

/** How an application is registered at Entra: a single-page one's codes and refresh tokens obey rules about `Origin` (API C). */
export type Platform = 'spa' | 'web' | 'public'

export type EntraClient = {
  readonly clientId: string
  /** A web application's secret; null for one without. */
  readonly secret: string | null
  /** Exact addresses, or patterns of them, each under its platform. */
  readonly redirects: readonly { readonly uri: string | RegExp; readonly platform: Platform }[]
}

/** Scopes are Graph's short names (`Calendars.Read`) and those of OpenID (`offline_access`). */
export type Grant = { readonly email: string; readonly clientId: string; readonly scopes: readonly string[] }
export type AccessToken = Grant & { expiresAt: number }
/** `expiresAt` does not move when a token is exchanged for the next: a single-page application's lives 24 h from sign-in (API C). */
export type RefreshToken = Grant & { readonly platform: Platform; readonly expiresAt: number }
export type Code = Grant & {
  readonly redirectUri: string
  readonly platform: Platform
  readonly challenge: { readonly method: 'S256' | 'plain'; readonly value: string } | null
  readonly nonce: string | null
  readonly expiresAt: number
}

/** Who is signed in where, and who has allowed what. */
export type Accounts = {
  readonly clients: Map<string, EntraClient>
  readonly accessTokens: Map<string, AccessToken>
  readonly refreshTokens: Map<string, RefreshToken>
  readonly codes: Map<string, Code>
  /** Addresses signed in under one cookie, oldest first. */
  readonly sessions: Map<string, readonly string[]>
  consented(email: string, clientId: string): readonly string[]
  consent(grant: Grant): void
  /** An access token, good for `lifeS` seconds. */
  issue(grant: Grant, lifeS?: number): string
  issueRefresh(token: RefreshToken): string
  issueCode(code: Code): string
  /** Whose access token this is while it is good, else null. */
  userOf(token: string): string | null
  /** Takes back everything one user has allowed, or allowed one client. */
  revoke(email: string, clientId?: string): void
  /** Ends a user's access tokens; refresh tokens go on. */
  expire(email: string): void
}

/** Seconds an access token is said to live; Entra draws between 60 and 90 minutes. */
export const TOKEN_LIFE_S = 4199

/** How long a refresh token of a single-page application lives, ms (API C). */
export const SPA_REFRESH_LIFE = 24 * 3_600_000

/** A client that is registered from the start, for an extension in either browser (API C, Redirects). */
export const TEST_CLIENT: EntraClient = {
  clientId: '00000000-0000-4000-8000-00000000a4e7',
  secret: null,
  redirects: [
    { uri: /^https:\/\/[a-p]{32}\.chromiumapp\.org\/[\w/.-]*$/, platform: 'spa' },
    { uri: /^https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org\/[\w/.-]*$/, platform: 'spa' },
    { uri: /^http:\/\/127\.0\.0\.1\/mozoauth2\/[0-9a-f]{40}[\w/.-]*$/, platform: 'spa' },
  ],
}

/** The platform under which a client has registered an address, or null. */
export const platformOf = ({ redirects }: EntraClient, uri: string): Platform | null =>
  redirects.find((one) => (typeof one.uri === 'string' ? one.uri === uri : one.uri.test(uri)))?.platform ??
  null

/** A scope by its short name: `https://graph.microsoft.com/Calendars.Read` is `Calendars.Read`. */
export const shortScope = (scope: string): string => scope.replace(/^https:\/\/graph\.microsoft\.com\//i, '')

/** Accounts with nobody signed in. */
export const createAccounts = (now: () => number, seeded: Seeded): Accounts => {
  const consents = new Map<string, readonly string[]>()
  const keyOf = (email: string, clientId: string): string => `${email} ${clientId}`
  const keep = <T>(tokens: Map<string, T>, text: string, token: T): string => {
    tokens.set(text, token)
    return text
  }
  const accounts: Accounts = {
    clients: new Map([[TEST_CLIENT.clientId, TEST_CLIENT]]),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    codes: new Map(),
    sessions: new Map(),
    consented: (email, clientId) => consents.get(keyOf(email, clientId)) ?? [],
    consent: ({ email, clientId, scopes }) => {
      consents.set(keyOf(email, clientId), [...new Set([...accounts.consented(email, clientId), ...scopes])])
    },
    issue: (grant, lifeS = TOKEN_LIFE_S) =>
      keep(accounts.accessTokens, secret(seeded, 'EwB'), { ...grant, expiresAt: now() + lifeS * 1000 }),
    issueRefresh: (token) => keep(accounts.refreshTokens, secret(seeded, '0.A'), token),
    issueCode: (code) => keep(accounts.codes, secret(seeded, 'M.C'), code),
    userOf: (token) => {
      const found = accounts.accessTokens.get(token)
      return found && found.expiresAt > now() ? found.email : null
    },
    revoke: (email, clientId) => {
      const isMeant = (grant: Grant): boolean =>
        grant.email === email && (clientId === undefined || grant.clientId === clientId)
      for (const tokens of [accounts.accessTokens, accounts.refreshTokens, accounts.codes])
        for (const [text, grant] of tokens) if (isMeant(grant)) tokens.delete(text)
      for (const key of consents.keys()) {
        const [who = '', client = ''] = key.split(' ')
        if (isMeant({ email: who, clientId: client, scopes: [] })) consents.delete(key)
      }
    },
    expire: (email) => {
      for (const token of accounts.accessTokens.values()) if (token.email === email) token.expiresAt = now()
    },
  }
  return accounts
}
