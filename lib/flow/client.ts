import type { Client } from '../core/client.ts'
import { type ClientEdit, cleanAddresses, edited, newClient, withoutAddresses } from '../core/client-edit.ts'
import { ok, type Result } from '../core/result.ts'
import { isKnownZone } from '../core/time.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps, Tx } from '../ports.ts'
import { reevaluate } from './reevaluate.ts'

/**
 * Keeps what the coach says of a client; `clientId` null makes one, unless an address (or, without any, the same name) tells that it
 * exists: a repeated message makes no second person (E38). An address belongs to one client: the last word wins. Nothing that
 * hangs on sessions or the ledger is touched (E17). Fails with `bad-message` without a name or with a zone that this browser does
 * not know, with `not-found` for an unknown client.
 */
export const saveClient = async (
  deps: Deps,
  { clientId, ...edit }: { readonly clientId: string | null } & ClientEdit,
): Promise<Result<{ readonly clientId: string }, Refused<'bad-message' | 'not-found'>>> => {
  const now = deps.clock.now()
  const freshId = deps.ids.next()
  let wasAsked: boolean | null = null
  const saved = await deps.store.write(['clients'], async (tx) => {
    if (edit.name.trim() === '' || (edit.zone && !isKnownZone(edit.zone))) return refused('bad-message')
    const addresses = cleanAddresses(edit.addresses)
    const owners = await tx.clients.whereAny('addresses', addresses)
    const known =
      clientId === null ? (owners[0] ?? (await namesake(tx, edit))) : await tx.clients.get(clientId)
    if (known === undefined && clientId !== null) return refused('not-found')
    const client = edited(known ?? newClient(freshId, now), merged(edit, clientId, known), now)
    for (const other of owners) {
      if (other.id !== client.id) await tx.clients.put(withoutAddresses(other, addresses))
    }
    await tx.clients.put(client)
    wasAsked = known?.dontAsk !== true
    return ok({ clientId: client.id })
  })
  // What is not to be asked about any more steps aside at once, and comes back the same way (PRODUCT 3).
  if (saved.ok && wasAsked === edit.dontAsk) await reevaluate(deps, { endedIsHistory: true })
  return saved
}

/** A client without any address, known by exactly this name. */
const namesake = async (tx: Tx<'clients'>, { name, addresses }: ClientEdit): Promise<Client | undefined> =>
  cleanAddresses(addresses).length > 0
    ? undefined
    : (await tx.clients.all()).find((client) => client.addresses.length === 0 && client.name === name.trim())

/** Adding somebody who turns out to be known must not take away the addresses they are known by. */
const merged = (edit: ClientEdit, clientId: string | null, known: Client | undefined): ClientEdit =>
  clientId === null && known !== undefined
    ? { ...edit, addresses: [...known.addresses, ...edit.addresses] }
    : edit
