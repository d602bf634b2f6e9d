import { nullable, object, string } from 'zod/mini'
import type { SignInProvider } from '../core/account.ts'
import { ownClientKey } from '../core/own-client.ts'
import type { OAuthClient, Store } from '../ports.ts'

/** The OAuth clients to sign in with. */
export type Clients = { of(provider: SignInProvider): Promise<OAuthClient | null> }

const ownSchema = object({ clientId: string(), secret: nullable(string()) })

/** The coach's own client where there is one, else the one of the build (`built`), else null. */
export const createClients = (
  store: Store,
  built: Readonly<Record<SignInProvider, string | null>>,
): Clients => ({
  of: async (provider) => {
    const row = await store.read(['secrets'], (tx) => tx.secrets.get(ownClientKey(provider)))
    const own = ownSchema.safeParse(row?.value)
    if (own.success) return { ...own.data, own: true }
    const clientId = built[provider]
    return clientId === null ? null : { clientId, secret: null, own: false }
  },
})
