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

/** Every place (`sessionKey#participant`) that the coach linked to anybody. */
export type Links = { has(place: string): boolean }

/** How what is one person's is found among everybody's: by the coach's link, or by any of their addresses (E17). */
export type Whose = Pick<Client, 'addresses' | 'participants'> & {
  /** Everybody's links; absent where what is linked to somebody else was left out already. */
  readonly links?: Links
}

/** The links of these clients, which are to be all that there are. */
export const linksOf = (clients: readonly Pick<Client, 'participants'>[]): Links =>
  new Set(clients.flatMap(({ participants }) => participants))

/** A place that the coach linked is that client's alone; only the others go by address, as `clientOf` finds their client (E17). */
export const isTheirs = (
  { addresses, participants, links }: Whose,
  place: string,
  address: string | null,
): boolean =>
  (address !== null && addresses.includes(address) && !links?.has(place)) || participants.includes(place)

/** A client, or a participant who is nobody's yet: then only their own address and place tell what is theirs. */
export const whoseIs = (
  client: Client | null,
  {
    sessionKey,
    participant,
    address,
  }: { readonly sessionKey: string; readonly participant: string; readonly address: string | null },
  links?: Links,
): Whose => ({
  addresses: client?.addresses ?? (address === null ? [] : [address]),
  participants: client?.participants ?? [participantKey(sessionKey, participant)],
  ...(links === undefined ? {} : { links }),
})

/** The place that an entry is about. */
export const placeOf = ({ sessionKey, participant }: LedgerEntry): string =>
  participantKey(sessionKey, participant)

/** The entries that are about a client: by the coach's link, else by address. */
export const entriesOf = (whose: Whose, entries: readonly LedgerEntry[]): readonly LedgerEntry[] =>
  entries.filter((entry) => isTheirs(whose, placeOf(entry), entry.address))

/** Finds what `isTheirs` among everybody's rows, without walking all of them for each person. `at` tells the place of a row. */
export const finder = <Row extends { readonly address: string | null }>(
  rows: readonly Row[],
  at: (row: Row) => string,
  links: Links,
): ((whose: Whose) => readonly Row[]) => {
  const goesByPlace = (row: Row): boolean => row.address === null || links.has(at(row))
  const ways = Map.groupBy(rows, goesByPlace)
  const byPlace = Map.groupBy(ways.get(true) ?? [], at)
  const byAddress = Map.groupBy(ways.get(false) ?? [], ({ address }) => address)
  return ({ addresses, participants }) => [
    ...addresses.flatMap((address) => byAddress.get(address) ?? []),
    ...participants.flatMap((place) => byPlace.get(place) ?? []),
  ]
}
