import { ownClientKey } from '../../core/own-client.ts'
import type { OpenBooks } from '../../tables.ts'

/** The ids of the coach's own OAuth clients, null where there is none. Their secrets are not for pages. */
export type OwnClients = { readonly google: string | null; readonly outlook: string | null }

const idIn = (value: unknown): string | null => {
  const id = typeof value === 'object' && value !== null ? (value as { clientId?: unknown }).clientId : null
  return typeof id === 'string' ? id : null
}

/** Which services the coach signs in to with a client of their own. */
export const ownClients = async (db: OpenBooks): Promise<OwnClients> => {
  const [google, outlook] = await db.secrets.getMany([ownClientKey('google'), ownClientKey('outlook')])
  return { google: idIn(google?.value), outlook: idIn(outlook?.value) }
}
