import type { Pairable } from '../core/pairing.ts'
import { NOBODY, pairing, participantKey, type Session } from '../core/session.ts'
import type { Tx } from '../ports.ts'

/** A series' instance that appeared: the key it would go by, and what pairing looks at. */
export type Gained = Pairable & { readonly key: string }

/** A session that goes on in another event. */
export type Carried = {
  /** The session as it was, under the key it goes by from now on. */
  readonly session: Session
  readonly lostKey: string
  readonly gainedKey: string
}

type PairTx = Tx<'answers' | 'queue' | 'notes' | 'outbox' | 'clients'>

/** Keys of sessions on which something hangs by that key: answers and books are never rewritten (PRODUCT 1). */
const keysInUse = async (tx: PairTx, sessions: readonly Session[]): Promise<ReadonlySet<string>> => {
  const keys = sessions.map(({ key }) => key)
  const participants = sessions.flatMap(({ key, participants: all }) =>
    all.map(({ id }) => participantKey(key, id)),
  )
  const rows = [
    ...(await tx.answers.whereAny('sessionKey', keys)),
    ...(await tx.queue.whereAny('sessionKey', keys)),
    ...(await tx.notes.whereAny('sessionKey', keys)),
    ...(await tx.outbox.whereAny('sessionKey', keys)),
  ]
  const links = (await tx.clients.whereAny('participants', participants)).flatMap((client) =>
    client.participants.map((link) => link.slice(0, link.lastIndexOf('#'))),
  )
  return new Set([...rows.map(({ sessionKey }) => sessionKey ?? ''), ...links])
}

/**
 * Finds for each session that lost its event the instance in which it goes on (E02). A session on which nothing hangs takes the new key,
 * so that every browser knows it by the same; one with answers or notes keeps its own. `participantId`: id under a key.
 */
export const carryOver = async (
  tx: PairTx,
  lost: readonly Session[],
  gained: readonly Gained[],
  participantId: (sessionKey: string, address: string) => string,
): Promise<readonly Carried[]> => {
  const pairs = lost.length === 0 || gained.length === 0 ? [] : pairing(lost, gained)
  if (pairs.length === 0) return []
  const inUse = await keysInUse(
    tx,
    pairs.map((pair) => pair.lost),
  )
  return pairs.map(({ lost: session, gained: { key } }) => ({
    lostKey: session.key,
    gainedKey: key,
    session: inUse.has(session.key)
      ? session
      : {
          ...session,
          key,
          copies: [],
          participants: session.participants.map((participant) => ({
            ...participant,
            id: participant.address === null ? NOBODY : participantId(key, participant.address),
          })),
        },
  }))
}
