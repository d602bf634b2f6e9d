import type { Client } from '../core/client.ts'
import { merge, split } from '../core/client-merge.ts'
import { ok, type Result } from '../core/result.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps, Tx } from '../ports.ts'
import { reevaluate } from './reevaluate.ts'

type Pair = { readonly clientId: string; readonly otherId: string }
type Outcome = Result<null, Refused<'not-found'>>

/** Hands programs over to a client; those removed meanwhile stay removed. */
const hand = async (tx: Tx<'programs'>, ids: readonly string[], clientId: string): Promise<void> => {
  const programs = await tx.programs.getMany(ids)
  await tx.programs.putMany(programs.flatMap((program) => (program ? [{ ...program, clientId }] : [])))
}

/** Whether "don't ask" was said of one only: sessions then step aside or come back at once (PRODUCT 3). */
const differ = (a: Client, b: Client): boolean => a.dontAsk !== b.dontAsk

/**
 * Makes `otherId` the same person as `clientId` (E17): addresses, titles, links and programs go over, and every balance follows, being a
 * sum over the ledger. The same message twice is one merge (E38). Fails with `not-found` when either is unknown.
 */
export const mergeClients = async (deps: Deps, { clientId, otherId }: Pair): Promise<Outcome> => {
  let asksAnew = false
  const done = await deps.store.write(['clients', 'programs'], async (tx): Promise<Outcome> => {
    const [kept, other] = await tx.clients.getMany([clientId, otherId])
    if (kept?.merged?.some(({ client }) => client.id === otherId)) return ok(null)
    if (kept === undefined || other === undefined || clientId === otherId) return refused('not-found')
    const programs = (await tx.programs.where('clientId', otherId)).map(({ id }) => id)
    await hand(tx, programs, clientId)
    await tx.clients.remove(otherId)
    await tx.clients.put(merge(kept, other, programs))
    asksAnew = differ(kept, other)
    return ok(null)
  })
  if (asksAnew) await reevaluate(deps, { endedIsHistory: true })
  return done
}

/** Takes a merge back: who was merged is a client of their own again, with the programs they brought. Fails with `not-found`. */
export const splitClient = async (deps: Deps, { clientId, otherId }: Pair): Promise<Outcome> => {
  let asksAnew = false
  const done = await deps.store.write(['clients', 'programs'], async (tx): Promise<Outcome> => {
    const kept = await tx.clients.get(clientId)
    const parts = kept && split(kept, otherId)
    if (parts === undefined) return (await tx.clients.get(otherId)) ? ok(null) : refused('not-found')
    await hand(tx, parts.programs, otherId)
    await tx.clients.putMany([parts.kept, parts.other])
    asksAnew = differ(parts.kept, parts.other)
    return ok(null)
  })
  if (asksAnew) await reevaluate(deps, { endedIsHistory: true })
  return done
}
