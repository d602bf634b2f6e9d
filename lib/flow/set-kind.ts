import type { Client } from '../core/client.ts'
import { newClient } from '../core/client-edit.ts'
import type { Kind } from '../core/policy.ts'
import { ok, type Result } from '../core/result.ts'
import type { Participant, Session } from '../core/session.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps, Tx } from '../ports.ts'
import { findClient } from './client-of.ts'

/**
 * The coach's word on the kind of one session. A client whose kind was never said gets it from here on (PRODUCT 1), and somebody met
 * alone becomes a client by it; said otherwise on the same session later, that word of the client is corrected and not added to.
 * `not-found` for an unknown session.
 */
export const setKind = async (
  deps: Deps,
  { sessionKey, kind }: { readonly sessionKey: string; readonly kind: Kind },
): Promise<Result<null, Refused<'not-found'>>> => {
  const fresh = newClient(deps.ids.next(), deps.clock.now())
  return deps.store.write(['sessions', 'clients'], async (tx) => {
    const session = await tx.sessions.get(sessionKey)
    if (session === undefined) return refused('not-found')
    const clients = await Promise.all(session.participants.map((each) => whoIs(tx, session, each, fresh)))
    const told = clients.flatMap((client) => (client && isFirstSaidOf(session, client) ? [client] : []))
    await tx.clients.putMany(told.map((client) => ({ ...client, kinds: [{ from: session.start, kind }] })))
    // What holds of all its people holds of the session, and goes along when it is said of them that they became paid.
    const ofAll = told.length > 0 && told.length === session.participants.length
    await tx.sessions.put({ ...session, kind: ofAll && session.standing !== 'answered' ? null : kind })
    return ok(null)
  })
}

/** The client whom a word about the session is of too; nobody yet known in a group waits for the answer. */
const whoIs = async (
  tx: Tx<'clients'>,
  session: Session,
  participant: Participant,
  fresh: Client,
): Promise<Client | undefined> => {
  const known = await findClient(tx, session, participant)
  const { address, name } = participant
  if (known !== undefined || address === null || session.participants.length > 1) return known
  return { ...fresh, name: name || address, addresses: [address] }
}

/** True when nothing was ever said of the client's kind, or only on this session, wherever it stood then: that was a slip. */
const isFirstSaidOf = (session: Session, { kinds }: Client): boolean => {
  const before = session.sightings.flatMap(({ what, start }) => (what === 'moved' ? [start] : []))
  return kinds.every(({ from }) => from === session.start || before.includes(from))
}
