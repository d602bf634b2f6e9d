import { type Seeded, secret } from '../seeded.ts'

export type OAuthClient = {
  readonly clientId: string
  /** A web client's secret, asked for at the token endpoint; null for a client without one. */
  readonly secret: string | null
  /** Exact addresses, or patterns of them. */
  readonly redirects: readonly (string | RegExp)[]
}

export type Grant = { readonly email: string; readonly clientId: string; readonly scopes: readonly string[] }
export type AccessToken = Grant & { expiresAt: number }
export type Code = Grant & {
  readonly redirectUri: string
  readonly challenge: { readonly method: 'S256' | 'plain'; readonly value: string } | null
  readonly offline: boolean
  readonly expiresAt: number
}

/** Who is signed in where, and who has allowed what. */
export type Accounts = {
  readonly clients: Map<string, OAuthClient>
  readonly accessTokens: Map<string, AccessToken>
  readonly refreshTokens: Map<string, Grant>
  readonly codes: Map<string, Code>
  /** Addresses signed in under one cookie, oldest first. */
  readonly sessions: Map<string, readonly string[]>
  consented(email: string, clientId: string): readonly string[]
  consent(grant: Grant): void
  issue(grant: Grant): string
  issueRefresh(grant: Grant): string
  issueCode(code: Code): string
  /** Takes back everything one user has allowed, or allowed one client. */
  revoke(email: string, clientId?: string): void
  expire(email: string): void
}

/** Seconds an access token is said to live. */
export const TOKEN_LIFE_S = 3599

/** A client that is registered from the start, for an extension in either browser (API C, Redirects). */
export const TEST_CLIENT: OAuthClient = {
  clientId: '000000000000-afterward.apps.googleusercontent.com',
  secret: null,
  redirects: [
    /^https:\/\/[a-p]{32}\.chromiumapp\.org\/[\w/.-]*$/,
    /^https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org\/[\w/.-]*$/,
    /^http:\/\/127\.0\.0\.1\/mozoauth2\/[0-9a-f]{40}[\w/.-]*$/,
  ],
}

/** Whether a client has registered this address. */
export const isRegistered = ({ redirects }: OAuthClient, uri: string): boolean =>
  redirects.some((one) => (typeof one === 'string' ? one === uri : one.test(uri)))

/** Accounts with nobody signed in. */
export const createAccounts = (now: () => number, seeded: Seeded): Accounts => {
  const consents = new Map<string, readonly string[]>()
  const keyOf = (email: string, clientId: string): string => `${email} ${clientId}`
  const accounts: Accounts = {
    clients: new Map([[TEST_CLIENT.clientId, TEST_CLIENT]]),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    codes: new Map(),
    sessions: new Map(),
    consented: (email, clientId) => consents.get(keyOf(email, clientId)) ?? [],
    consent: ({ email, clientId, scopes }) => {
      const all = new Set([...accounts.consented(email, clientId), ...scopes])
      consents.set(keyOf(email, clientId), [...all])
    },
    issue: (grant) => {
      const token = secret(seeded, 'ya29.')
      accounts.accessTokens.set(token, { ...grant, expiresAt: now() + TOKEN_LIFE_S * 1000 })
      return token
    },
    issueRefresh: (grant) => {
      const token = secret(seeded, '1//')
      accounts.refreshTokens.set(token, grant)
      return token
    },
    issueCode: (code) => {
      const text = secret(seeded, '4/')
      accounts.codes.set(text, code)
      return text
    },
    revoke: (email, clientId) => {
      const isMeant = (grant: Grant): boolean =>
        grant.email === email && (clientId === undefined || grant.clientId === clientId)
      for (const [token, grant] of accounts.accessTokens)
        if (isMeant(grant)) accounts.accessTokens.delete(token)
      for (const [token, grant] of accounts.refreshTokens)
        if (isMeant(grant)) accounts.refreshTokens.delete(token)
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
