import type { Said } from '../core/answer.ts'
import { entriesOf, linksOf, whoseIs } from '../core/client.ts'
import { freeMissesLeft } from '../core/free-miss.ts'
import type { Kind, Policy } from '../core/policy.ts'
import type { Participant, Session } from '../core/session.ts'
import { verdict } from '../core/verdict.ts'
import type { Tx } from '../ports.ts'
import { findClient, ledgerOf } from './client-of.ts'

type Word = { readonly said: Said; readonly courtesy: boolean }

/** Whether it matters to what this word comes to that a miss is still free. */
const isChanged = ({ said, courtesy }: Word, kind: Kind, policy: Policy): boolean => {
  const [none, one] = [0, 1].map((freeMissesLeft) =>
    verdict(said, kind, { courtesy, freeMissesLeft }, policy),
  )
  return none?.counts !== one?.counts || none?.override !== one?.override
}

/**
 * Misses of this participant's client that are still free, before an answer for them is given (again); of this session none is spent by
 * another place of theirs. A word that no free miss changes is not looked up for: it would read every client, for each of many answered
 * at once (E31).
 */
export const freeLeftOf = async (
  tx: Tx<'clients' | 'ledger'>,
  session: Session,
  participant: Participant,
  word: Word,
  { kind, policy }: { readonly kind: Kind; readonly policy: Policy },
): Promise<number> => {
  if (policy.freeMisses === 0 || !isChanged(word, kind, policy)) return 0
  const place = { sessionKey: session.key, participant: participant.id, address: participant.address }
  const links = linksOf(await tx.clients.all())
  const client = whoseIs((await findClient(tx, session, participant)) ?? null, place, links)
  return freeMissesLeft(policy, entriesOf(client, await ledgerOf(tx, client)), place)
}
