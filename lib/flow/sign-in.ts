import { array, nullable, number, object, enum as oneOf, string } from 'zod/mini'
import { type Account, type AccountRefusal, mergeCalendars, type SignInProvider } from '../core/account.ts'
import { err, ok, type Result } from '../core/result.ts'
import { MINUTE } from '../core/time.ts'
import type { Deps, SignedIn, SignInProblem, SignInRequest, Vault } from '../ports.ts'
import { RELEASE_TABLES, release } from './release.ts'

/** How long a sign-in may take before its answer is no longer believed. */
const PATIENCE = 15 * MINUTE

const PENDING = 'sign-ins'

const pendingSchema = array(
  object({
    state: string(),
    verifier: string(),
    provider: oneOf(['google', 'outlook']),
    access: oneOf(['read', 'write']),
    redirectUri: string(),
    hint: nullable(string()),
    accountId: nullable(string()),
    expiresAt: number(),
  }),
)

/** A sign-in that was begun here and has not come back: the only ones whose answer is read. */
type Pending = SignInRequest & { readonly accountId: string | null; readonly expiresAt: number }

type SignInDeps = Pick<Deps, 'clock' | 'ids' | 'locks' | 'store' | 'vault' | 'signIn'>

const refuse = (reason: AccountRefusal['reason'], failure: AccountRefusal['failure'] = null) =>
  err<AccountRefusal>({ reason, failure })

const pendingIn = async (vault: Vault): Promise<readonly Pending[]> => {
  const read = pendingSchema.safeParse(await vault.get(PENDING))
  return read.success ? read.data : []
}

/**
 * Begins a sign-in: keeps a random state for a quarter of an hour and gives the address that the page opens, from a click. `accountId`
 * names an account to reconnect or to widen; its access is never narrowed. Refuses `not-found` for an unknown account, `no-client-id`
 * where neither the build nor the coach has an OAuth client for the service.
 */
export const signInStart = async (
  deps: SignInDeps,
  ask: {
    readonly provider: SignInProvider
    readonly access: Account['access']
    readonly accountId: string | null
    readonly redirectUri: string
  },
): Promise<Result<{ readonly url: string }, AccountRefusal>> => {
  const { clock, ids, locks, store, vault, signIn } = deps
  const { accountId, provider, redirectUri } = ask
  const account =
    accountId === null ? null : await store.read(['accounts'], (tx) => tx.accounts.get(accountId))
  if (account === undefined || (account !== null && account.provider !== provider)) return refuse('not-found')
  const access = account?.access === 'write' ? 'write' : ask.access
  const request: SignInRequest = {
    provider,
    access,
    redirectUri,
    state: ids.next(),
    // PKCE wants 43 characters and more.
    verifier: ids.next() + ids.next(),
    hint: account?.signInName ?? account?.email ?? null,
  }
  const url = await signIn.address(request)
  if (url === null) return refuse('no-client-id')
  await locks.alone('sign-in', async () => {
    const open = (await pendingIn(vault)).filter(({ expiresAt }) => expiresAt > clock.now())
    await vault.set(PENDING, [...open, { ...request, accountId, expiresAt: clock.now() + PATIENCE }])
  })
  return ok({ url })
}

/** The states an answer may carry: in the fragment, where tokens come, or in the query. */
const statesIn = (redirectedTo: string): readonly string[] => {
  if (!URL.canParse(redirectedTo)) return []
  const { hash, search } = new URL(redirectedTo)
  return [hash.slice(1), search].flatMap((part) => new URLSearchParams(part).getAll('state'))
}

/** Takes the sign-in that an answer names, so that no answer is good twice. A forged one takes nothing. */
const takePending = ({ locks, vault }: SignInDeps, redirectedTo: string): Promise<Pending | null> =>
  locks.alone('sign-in', async () => {
    const pending = await pendingIn(vault)
    const states = statesIn(redirectedTo)
    const mine = pending.find(({ state }) => states.includes(state)) ?? null
    if (mine !== null)
      await vault.set(
        PENDING,
        pending.filter((other) => other !== mine),
      )
    return mine
  })

const refusalOf = (problem: SignInProblem): Result<never, AccountRefusal> => {
  switch (problem.type) {
    case 'unknown':
      return refuse('sign-in-unknown')
    case 'denied':
      return refuse('sign-in-denied')
    case 'scope-missing':
      return refuse('sign-in-denied', { type: 'scope-needed' })
    case 'admin-needed':
      return refuse('sign-in-admin')
    case 'client-refused':
      return refuse('sign-in-client')
    case 'calendar':
      return refuse('calendar', problem.failure)
  }
}

/** The account and its calendars in one transaction; a known account keeps its choices and what it has synced. */
const connect = ({ clock, store }: SignInDeps, signedIn: SignedIn): Promise<void> =>
  store.write([...RELEASE_TABLES], async (tx) => {
    const known = await tx.accounts.get(signedIn.account.id)
    const account: Account = {
      ...known,
      ...signedIn.account,
      state: 'ok',
      connectedAt: known?.connectedAt ?? clock.now(),
    }
    await tx.accounts.put(account)
    const { put, remove } = mergeCalendars(
      await tx.calendars.where('accountId', account.id),
      signedIn.calendars,
    )
    await tx.calendars.putMany(put)
    await tx.calendars.removeMany(remove)
    // What waited for write access goes out now.
    await release(tx)
  })

/**
 * Ends a sign-in with the address that came back. Anything but a good answer to a sign-in begun here changes nothing: `sign-in-unknown`
 * (forged, foreign, used before), `sign-in-expired`, `sign-in-denied` (said no; with failure `scope-needed` when something
 * indispensable was left out, `rejected` when another account was chosen than the one to reconnect), `sign-in-admin` (an administrator
 * has to allow it), `sign-in-client` (the OAuth client was refused), `calendar` (no list of calendars).
 */
export const signInFinish = async (
  deps: SignInDeps,
  { redirectedTo }: { readonly redirectedTo: string },
): Promise<Result<{ readonly accountId: string }, AccountRefusal>> => {
  const pending = await takePending(deps, redirectedTo)
  if (pending === null) return refuse('sign-in-unknown')
  if (pending.expiresAt <= deps.clock.now()) return refuse('sign-in-expired')
  const { accountId, expiresAt: _, ...request } = pending
  const finished = await deps.signIn.finish(request, redirectedTo)
  if (!finished.ok) return refusalOf(finished.error)
  const { account, grant } = finished.value
  if (accountId !== null && accountId !== account.id) {
    return refuse('sign-in-denied', { type: 'rejected', status: 0, reason: 'other-account' })
  }
  await connect(deps, finished.value)
  // Last: without it the next request signs in unseen, while a token without its account would be a loose secret.
  await deps.signIn.keep(account.id, grant)
  return ok({ accountId: account.id })
}
