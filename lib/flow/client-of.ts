import type { Answer } from '../core/answer.ts'
import { type Client, clientOf, titleKey } from '../core/client.ts'
import type { LedgerEntry } from '../core/ledger.ts'
import type { Kind } from '../core/policy.ts'
import { type Participant, participantKey, partsOf, type Session } from '../core/session.ts'
import type { Tx } from '../ports.ts'

/** The client behind a participant, looked up by the coach's link, address and title. */
export const findClient = async (
  tx: Tx<'clients'>,
  session: Pick<Session, 'key' | 'title'>,
  participant: Pick<Participant, 'id' | 'address'>,
): Promise<Client | undefined> => {
  const key = participantKey(session.key, participant.id)
  const clients = [
    ...(await tx.clients.where('participants', key)),
    ...(participant.address === null ? [] : await tx.clients.where('addresses', participant.address)),
    ...(await tx.clients.where('titles', titleKey(session.title))),
  ]
  return clientOf(clients, { address: participant.address, participantKey: key, title: session.title })
}

/** The lines of the books that may be a client's, by address and by link. */
export const ledgerOf = async (
  tx: Tx<'ledger'>,
  { addresses, participants }: Pick<Client, 'addresses' | 'participants'>,
): Promise<readonly LedgerEntry[]> => {
  const byAddress = await tx.ledger.whereAny('address', addresses)
  const byLink = await tx.ledger.whereAny(
    'sessionKey',
    participants.map((key) => partsOf(key).sessionKey),
  )
  return [...new Map([...byAddress, ...byLink].map((entry) => [entry.id, entry])).values()]
}

/**
 * Links what was answered of participants without an address to the client that the title tells: a ledger entry knows neither title nor
 * name, so that the client's program could not find it by anything else (PRODUCT 8), least of all after the title is edited.
 */
export const linkAnswered = async (tx: Tx<'clients'>, session: Session): Promise<void> => {
  for (const participant of session.participants) {
    if (participant.address !== null || participant.outcome === null) continue
    const client = await findClient(tx, session, participant)
    const key = participantKey(session.key, participant.id)
    if (client === undefined || client.participants.includes(key)) continue
    await tx.clients.put({ ...client, participants: [...client.participants, key] })
  }
}

/**
 * Remembers what the coach's answer told of its clients, so that the kind is asked once: a client of whom it was never known gets it
 * from this session on, and an address that was nobody's becomes a client. `newId` is the id of the first new client.
 */
export const rememberKind = async (
  tx: Tx<'clients'>,
  session: Session,
  answers: readonly Answer[],
  kind: Kind,
  newId: string,
  now: number,
): Promise<void> => {
  const kinds = [{ from: session.start, kind }]
  let count = 0
  for (const participant of session.participants) {
    if (!answers.some((answer) => answer.participant === participant.id)) continue
    const client = await findClient(tx, session, participant)
    if (client !== undefined) {
      if (client.kinds.length === 0) await tx.clients.put({ ...client, kinds })
    } else if (participant.address !== null) {
      count += 1
      await tx.clients.put({
        id: count === 1 ? newId : `${newId}-${count}`,
        name: participant.name ?? participant.address,
        addresses: [participant.address],
        titles: [],
        participants: [],
        kinds,
        dontAsk: false,
        createdAt: now,
      })
    }
  }
}
