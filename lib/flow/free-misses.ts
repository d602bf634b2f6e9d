import type { Answer, Said } from '../core/answer.ts'
import { entriesOf, linksOf, whoseIs } from '../core/client.ts'
import { freeMissesLeft } from '../core/free-miss.ts'
import { book, type LedgerEntry } from '../core/ledger.ts'
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
 * The words that no free miss changes, then those that spend one: a place where a person came after all gives theirs back before
 * their other place in the session asks for it, in whatever order both are said (E17, E37).
 */
export const freeMissesLast = <Each extends Word>(
  words: readonly Each[],
  kind: Kind,
  policy: Policy,
): readonly Each[] => {
  const { first = [], last = [] } = Object.groupBy(words, (each) =>
    isChanged(each, kind, policy) ? 'last' : 'first',
  )
  return [...first, ...last]
}

/**
 * Misses of this participant's client that are still free, before an answer for them is given (again). `fresh`: what is said along
 * with it and not yet in the books. A word that no free miss changes is not looked up for: it would read every client, for each of many
 * answered at once (E31).
 */
export const freeLeftOf = async (
  tx: Tx<'clients' | 'ledger'>,
  session: Session,
  participant: Participant,
  word: Word,
  {
    kind,
    policy,
    fresh,
  }: { readonly kind: Kind; readonly policy: Policy; readonly fresh: readonly Answer[] },
): Promise<number> => {
  if (policy.freeMisses === 0 || !isChanged(word, kind, policy)) return 0
  const client = whoseIs(
    (await findClient(tx, session, participant)) ?? null,
    { sessionKey: session.key, participant: participant.id, address: participant.address },
    linksOf(await tx.clients.all()),
  )
  const entries = await ledgerOf(tx, client)
  return freeMissesLeft(policy, entriesOf(client, [...entries, ...soonBooked(session, fresh, entries)]), {
    sessionKey: session.key,
    participant: participant.id,
  })
}

/** What the answers given along with it put into the books: one person may have two places in a session (E17). */
const soonBooked = (
  session: Session,
  fresh: readonly Answer[],
  entries: readonly LedgerEntry[],
): readonly LedgerEntry[] =>
  fresh.flatMap((each) => {
    const own = entries.filter(
      (entry) => entry.sessionKey === session.key && entry.participant === each.participant,
    )
    const address = session.participants.find(({ id }) => id === each.participant)?.address ?? null
    const { key: sessionKey, start: sessionStart, zone } = session
    return book(
      each,
      own,
      { sessionKey, participant: each.participant, address, sessionStart, zone },
      each.at,
    )
  })
