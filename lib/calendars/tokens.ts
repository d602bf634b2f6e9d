import { array, number, object, string } from 'zod/mini'
import type { Account } from '../core/account.ts'
import type { Failure } from '../core/failure.ts'
import { err, ok, type Result } from '../core/result.ts'
import { MINUTE } from '../core/time.ts'
import type { Clock, Identity, Ids, Token, Vault } from '../ports.ts'
import { accessOf } from './google/scopes.ts'
import { googleAddress, readGoogleAnswer } from './google/sign-in.ts'

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
  keep(accountId: string, token: Token): Promise<void>
  forget(accountId: string): Promise<void>
}

const tokenSchema = object({ value: string(), expiresAt: number(), scopes: array(string()) })

const tokenKey = (accountId: string): string => `token/${accountId}`
const refusedKey = (accountId: string): string => `sign-in-refused/${accountId}`

/**
 * Access tokens in the vault, renewed by a silent sign-in (`prompt=none`, API C). One renewal at a time for each account. A passing
 * fault deletes nothing: while a token lives it is used. Fails with `sign-in-needed` when a person has to look, `offline` when the
 * sign-in pages could not be reached.
 */
export const createTokens = (deps: {
  readonly clock: Clock
  readonly ids: Ids
  readonly identity: Identity
  readonly vault: Vault
  readonly clientId: string | null
}): Tokens => {
  const { clock, ids, identity, vault, clientId } = deps
  const underWay = new Map<string, Promise<Result<Token, Failure>>>()

  const kept = async (accountId: string): Promise<Token | null> => {
    const read = tokenSchema.safeParse(await vault.get(tokenKey(accountId)))
    return read.success ? read.data : null
  }

  const keep = async (accountId: string, token: Token): Promise<void> => {
    await vault.set(tokenKey(accountId), token)
    await vault.remove(refusedKey(accountId))
  }

  const isPaused = async (accountId: string): Promise<boolean> => {
    const at = await vault.get(refusedKey(accountId))
    return typeof at === 'number' && clock.now() - at < PAUSE
  }

  const askSilently = async (account: Account, id: string): Promise<Result<Token, Failure>> => {
    const personNeeded = async (): Promise<Result<Token, Failure>> => {
      await vault.set(refusedKey(account.id), clock.now())
      return err({ type: 'sign-in-needed' })
    }
    const request = {
      provider: 'google',
      access: account.access,
      state: ids.next(),
      redirectUri: identity.redirectUri(),
      hint: account.email,
    } as const
    const came = await identity.silent(googleAddress(id, request, true))
    if (!came.ok) return came.error === 'person-needed' ? personNeeded() : err({ type: 'offline' })
    const token = readGoogleAnswer(request, came.value, clock.now())
    if (!token.ok && token.error === 'unavailable') return err({ type: 'offline' })
    // Fewer scopes than reading needs: the coach took some back on Google's own page.
    if (!token.ok || accessOf(token.value.scopes) === null) return personNeeded()
    await keep(account.id, token.value)
    return token
  }

  const renew = (account: Account): Promise<Result<Token, Failure>> => {
    const running = underWay.get(account.id)
    if (running !== undefined) return running
    const renewal = (async (): Promise<Result<Token, Failure>> => {
      if (clientId === null || (await isPaused(account.id))) return err({ type: 'sign-in-needed' })
      return askSilently(account, clientId)
    })().finally(() => underWay.delete(account.id))
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
    },
  }
}
