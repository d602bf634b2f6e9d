import type { LedgerEntry } from './ledger.ts'
import type { Kind } from './policy.ts'
import { participantKey, type Session } from './session-row.ts'

/**
 * A person: a set of addresses and of participants (PRODUCT 1). Sessions and ledger entries hang on participants, never on a
 * client, so that merging and unmerging touch nothing else (E17).
 */
export type Client = {
  readonly id: string
  readonly name: string
  /** Lower-case addresses by which an attendee is this client. */
  readonly addresses: readonly string[]
  /** Normalised titles by which an event without attendees is this client's (E19). */
  readonly titles: readonly string[]
  /** Participants linked by the coach's word, as `sessionKey#participant`. */
  readonly participants: readonly string[]
  /** Kind from an instant on, oldest first; the kind of a session is that of its own time (E40). Empty: never asked. */
  readonly kinds: readonly { readonly from: number; readonly kind: Kind }[]
  readonly dontAsk: boolean
  readonly createdAt: number
  /** IANA zone in which the client lives, where the coach said it; else they are taken to share the coach's. */
  readonly zone?: string
  /** BCP 47 tag of the language of their letters, where the coach said it; else the coach's own. */
  readonly language?: string
  /** Who was merged into this client, as they were, so that each can be split off again (E17); absent: nobody. */
  readonly merged?: readonly Absorbed[]
}

/** A client merged into another one, and the programs (by id) that came along. */
export type Absorbed = {
  readonly client: Client
  readonly programs: readonly string[]
  /** True when no kind was known of the one kept, so that theirs came along too. */
  readonly kindsToo?: true
}

/** A title as clients are known by it: without case, accents' encoding and extra spaces (E19). */
export const titleKey = (title: string): string =>
  title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** What can tell who a participant is. */
export type Sight = {
  readonly address: string | null
  readonly participantKey: string
  /** Title of the session; looked at only when there is no address. */
  readonly title: string
}

/** Who a participant is: by the coach's word, else by address, else (no address) by title. Undefined: nobody known. */
export const clientOf = (clients: readonly Client[], sight: Sight): Client | undefined => {
  const linked = clients.find((client) => client.participants.includes(sight.participantKey))
  if (linked !== undefined) return linked
  const address = sight.address?.toLowerCase()
  if (address !== undefined && address !== '')
    return clients.find((client) => client.addresses.includes(address))
  const title = titleKey(sight.title)
  return title === '' ? undefined : clients.find((client) => client.titles.includes(title))
}

/** The kind of a client at an instant (epoch ms): the latest from before it, else the first ever known; null: never asked (E40). */
export const kindAt = (client: Client, at: number): Kind | null =>
  (client.kinds.findLast((known) => known.from <= at) ?? client.kinds[0])?.kind ?? null

/** The kind of a session: the coach's word for it, else the client's at its start, else its rule's; null: ask (PRODUCT 1). */
export const kindOf = (
  session: Pick<Session, 'kind' | 'ruleKind' | 'start'>,
  client: Client | undefined,
): Kind | null =>
  session.kind ?? (client === undefined ? null : kindAt(client, session.start)) ?? session.ruleKind

/**
 * The kind of a session with several people: what is so for each of them. As soon as one was never asked about, or they differ, it is
 * null: ask, for nobody is ever silently paid (PRODUCT 1).
 */
export const kindOfAll = (
  session: Pick<Session, 'kind' | 'ruleKind' | 'start'>,
  clients: readonly (Client | null | undefined)[],
): Kind | null => {
  const [first = null, ...others] = clients.map((client) => kindOf(session, client ?? undefined))
  return others.every((kind) => kind === first) ? first : null
}

/** How what is one person's is found among everybody's: by any of their addresses, or by participant (E17). */
export type Whose = Pick<Client, 'addresses' | 'participants'>

/** A client, or a participant who is nobody's yet: then only their own address and place tell what is theirs. */
export const whoseIs = (
  client: Client | null,
  {
    sessionKey,
    participant,
    address,
  }: { readonly sessionKey: string; readonly participant: string; readonly address: string | null },
): Whose =>
  client ?? {
    addresses: address === null ? [] : [address],
    participants: [participantKey(sessionKey, participant)],
  }

/** The entries that are about a client: by the coach's link or by address. */
export const entriesOf = (
  { addresses, participants }: Whose,
  entries: readonly LedgerEntry[],
): readonly LedgerEntry[] =>
  entries.filter(
    (entry) =>
      (entry.address !== null && addresses.includes(entry.address)) ||
      participants.includes(participantKey(entry.sessionKey, entry.participant)),
  )
