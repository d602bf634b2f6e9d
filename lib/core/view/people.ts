import { type Client, type Links, type Sight, titleKey } from '../client.ts'
import { standingFor } from '../once-per-session.ts'
import { type Participant, participantKey, type Session } from '../session-row.ts'

/** Finds the client and the name of a participant without reading the database again. */
export type People = {
  readonly clients: readonly Client[]
  readonly links: Links
  clientOf(session: Session, participant: Participant): Client | null
  /** As `clientOf`, by what is known where the session itself is not kept any more. */
  clientBy(sight: Sight): Client | null
  /** The client's name, else the attendee's, else the address, else the event's title. */
  nameOf(session: Session, participant: Participant): string
}

/** Looks clients up by hash maps: a list of a thousand sessions must not walk the clients a thousand times. */
export const peopleOf = (clients: readonly Client[]): People => {
  const byParticipant = new Map<string, Client>()
  const byAddress = new Map<string, Client>()
  const byTitle = new Map<string, Client>()
  for (const client of clients) {
    for (const key of client.participants) byParticipant.set(key, client)
    for (const address of client.addresses) byAddress.set(address, client)
    for (const title of client.titles) byTitle.set(title, client)
  }
  // The coach's word for one participant weighs most, a title least.
  const clientBy = ({ participantKey, address, title }: Sight): Client | null =>
    byParticipant.get(participantKey) ??
    (address !== null ? byAddress.get(address) : byTitle.get(titleKey(title))) ??
    null
  const clientOf = ({ key, title }: Session, { id, address }: Participant): Client | null =>
    clientBy({ participantKey: participantKey(key, id), address, title })
  return {
    clients,
    links: byParticipant,
    clientBy,
    clientOf,
    nameOf: (session, participant) =>
      clientOf(session, participant)?.name || participant.name || participant.address || session.title,
  }
}

/** Whether two participants are one person: of one client, or (nobody's yet) by address. */
export const isSamePerson = (
  people: Pick<People, 'clientOf'>,
  [a, one]: readonly [Session, Participant],
  [b, other]: readonly [Session, Participant],
): boolean => {
  const client = people.clientOf(a, one)
  return client === null
    ? one.address !== null && one.address === other.address
    : people.clientOf(b, other)?.id === client.id
}

/** Of these places in a session one for each client (E17); of who is nobody's client all: nothing says that they are one person. */
export const oncePerClient = (
  people: Pick<People, 'clientOf'>,
  session: Session,
  places: readonly Participant[],
): readonly Participant[] => {
  if (places.length < 2) return places
  const own = Map.groupBy(places, (place) => people.clientOf(session, place))
  return [...own].flatMap(([client, theirs]) => (client === null ? theirs : (standingFor(theirs) ?? [])))
}
