import { array, number, object, string } from 'zod/mini'
import type { Account } from '../core/account.ts'
import type { Failure } from '../core/failure.ts'
import { renewalKey } from '../core/own-client.ts'
import { err, ok, type Result } from '../core/result.ts'
import { MINUTE } from '../core/time.ts'
import type { Grant, Identity, Ids, OAuthClient, Renewal, Store, Token, Vault } from '../ports.ts'
import { exchange } from './exchange.ts'
import { grantFrom, type SignInWorld } from './grant.ts'
import type { NoToken } from './no-token.ts'
import { pageAddress } from './page.ts'
import type { Service } from './service.ts'

/** A token is renewed this long before its end, so that no request starts with one that is about to go. */
const AHEAD = 5 * MINUTE
/** After the sign-in page wanted a person, it is left alone for this long: asking it at every poll changes nothing. */
const PAUSE = 10 * MINUTE

/** The tokens of the coach's accounts. */
export type Tokens = {
  /** One that works, renewed unseen when it must be. */
  get(account: Account): Promise<Result<Token, Failure>>
  /** Another one, after the service refused `refused` (401). */
  replace(account: Account, refused: Token): Promise<Result<Token, Failure>>
  keep(accountId: string, grant: Grant): Promise<void>
  forget(accountId: string): Promise<void>
}

const tokenSchema = object({ value: string(), expiresAt: number(), scopes: array(string()) })
const renewalSchema = object({ value: string(), clientId: string() })

const tokenKey = (accountId: string): string => `token/${accountId}`
const refusedKey = (accountId: string): string => `sign-in-refused/${accountId}`

/**
 * Access tokens in the vault, renewed by the renewal key where the service gave one, else by a silent sign-in (`prompt=none`, API C),
 * which also gives the next key once the old one has ended (Microsoft: after 24 hours). One renewal at a time for each account. A
 * passing fault deletes nothing: while a token lives it is used. Fails with `sign-in-needed` when a person has to look, `offline` when
 * the sign-in could not be reached.
 */
export const createTokens = (
  world: SignInWorld & {
    readonly ids: Ids
    readonly identity: Identity
    readonly vault: Vault
    readonly store: Store
  },
): Tokens => {
  const { fetch, clock, hasher, ids, identity, vault, store, clients, services } = world
  const underWay = new Map<string, Promise<Result<Token, Failure>>>()

  const kept = async (accountId: string): Promise<Token | null> => {
    const read = tokenSchema.safeParse(await vault.get(tokenKey(accountId)))
    return read.success ? read.data : null
  }

  const renewalOf = async (accountId: string): Promise<Renewal | null> => {
    const row = await store.read(['secrets'], (tx) => tx.secrets.get(renewalKey(accountId)))
    const read = renewalSchema.safeParse(row?.value)
    return read.success ? read.data : null
  }

  const dropRenewal = (accountId: string): Promise<void> =>
    store.write(['secrets'], (tx) => tx.secrets.remove(renewalKey(accountId)))

  const keep = async (accountId: string, { token, renewal }: Grant): Promise<void> => {
    // The key first: it may be good only once, and what is lost here is asked for from a person.
    const isConnected = await store.write(['accounts', 'secrets'], async (tx) => {
      if ((await tx.accounts.get(accountId)) === undefined) return false
      if (renewal !== null) await tx.secrets.put({ id: renewalKey(accountId), value: renewal })
      return true
    })
    // Removed while it was being renewed: nothing of it is kept.
    if (!isConnected) return
    await vault.set(tokenKey(accountId), token)
    await vault.remove(refusedKey(accountId))
  }

  const isPaused = async (accountId: string): Promise<boolean> => {
    const at = await vault.get(refusedKey(accountId))
    return typeof at === 'number' && clock.now() - at < PAUSE
  }

  /** Without any page. A key of another client is of no use now, and stays in case that client comes back. */
  const byKey = async (
    service: Service,
    client: OAuthClient,
    account: Account,
  ): Promise<Result<Grant, NoToken>> => {
    const renewal = await renewalOf(account.id)
    if (renewal === null || renewal.clientId !== client.clientId) return err('ended')
    const given = { grant_type: 'refresh_token', refresh_token: renewal.value }
    const asked = service.scopesFor(account.access)
    const grant = await exchange({ fetch, now: clock.now }, service.exchange, client, given, asked)
    if (!grant.ok && grant.error === 'ended') await dropRenewal(account.id)
    return grant
  }

  /** By the sign-in page, unseen: the browser's own session with the service answers for the person. */
  const byPage = async (
    service: Service,
    client: OAuthClient,
    account: Account,
  ): Promise<Result<Grant, NoToken>> => {
    const request = {
      provider: service.provider,
      access: account.access,
      state: ids.next(),
      redirectUri: identity.redirectUri(),
      hint: account.signInName ?? account.email,
      verifier: ids.next() + ids.next(),
    }
    const came = await identity.silent(await pageAddress(service, client, hasher, request, true))
    if (!came.ok) return err(came.error)
    return grantFrom(world, service, client, request, came.value)
  }

  const renewNow = async (account: Account): Promise<Result<Token, Failure>> => {
    if (account.provider === 'practice') return err({ type: 'sign-in-needed' })
    const service = services[account.provider]
    const client = await clients.of(account.provider)
    if (client === null || (await isPaused(account.id))) return err({ type: 'sign-in-needed' })
    const keyed = await byKey(service, client, account)
    const isFinal = keyed.ok || keyed.error === 'unavailable' || keyed.error === 'unreachable'
    const grant = isFinal ? keyed : await byPage(service, client, account)
    if (!grant.ok && (grant.error === 'unavailable' || grant.error === 'unreachable'))
      return err({ type: 'offline' })
    // Fewer scopes than reading needs: the coach took some back on the service's own page.
    if (!grant.ok || service.accessOf(grant.value.token.scopes) === null) {
      await vault.set(refusedKey(account.id), clock.now())
      return err({ type: 'sign-in-needed' })
    }
    await keep(account.id, grant.value)
    return ok(grant.value.token)
  }

  const renew = (account: Account): Promise<Result<Token, Failure>> => {
    const running = underWay.get(account.id)
    if (running !== undefined) return running
    const renewal = renewNow(account).finally(() => underWay.delete(account.id))
    underWay.set(account.id, renewal)
    return renewal
  }

  return {
    keep,
    get: async (account) => {
      const token = await kept(account.id)
      if (token !== null && token.expiresAt - clock.now() > AHEAD) return ok(token)
      const renewed = await renew(account)
      return renewed.ok || token === null || token.expiresAt <= clock.now() ? renewed : ok(token)
    },
    replace: async (account, refused) => {
      const token = await kept(account.id)
      return token !== null && token.value !== refused.value ? ok(token) : renew(account)
    },
    forget: async (accountId) => {
      await vault.remove(tokenKey(accountId))
      await vault.remove(refusedKey(accountId))
      await dropRenewal(accountId)
    },
  }
}
