import type { AccountRefusal, SignInProvider } from '../core/account.ts'
import { isClientId, ownClientKey, RENEWALS } from '../core/own-client.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { Deps } from '../ports.ts'

/** The client that a renewal key was given to, or null. */
const clientOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (value as { clientId?: unknown }).clientId : null

/**
 * Keeps the coach's own OAuth client for a service, among the secrets; with `clientId` null it goes, and with it the keys that were given
 * to it. Accounts stay connected as long as their token lives, then they want one sign-in with the other client. Refuses
 * `sign-in-client` for what is not written as the service writes its ids.
 */
export const saveOwnClient = async (
  { store }: Pick<Deps, 'store'>,
  ask: {
    readonly provider: SignInProvider
    readonly clientId: string | null
    readonly secret: string | null
  },
): Promise<Result<null, AccountRefusal>> => {
  const { provider } = ask
  const clientId = ask.clientId?.trim() ?? null
  const secret = ask.secret?.trim() || null
  if (clientId !== null && !isClientId(provider, clientId))
    return err({ reason: 'sign-in-client', failure: null })
  await store.write(['secrets'], async (tx) => {
    const known = await tx.secrets.get(ownClientKey(provider))
    const before = clientOf(known?.value)
    if (clientId === null) await tx.secrets.remove(ownClientKey(provider))
    else await tx.secrets.put({ id: ownClientKey(provider), value: { clientId, secret } })
    if (known === undefined || before === clientId) return
    const keys = (await tx.secrets.all()).filter(
      ({ id, value }) => id.startsWith(RENEWALS) && clientOf(value) === before,
    )
    await tx.secrets.removeMany(keys.map(({ id }) => id))
  })
  return ok(null)
}
