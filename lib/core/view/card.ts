import type { Answer, Outcome } from '../answer.ts'
import { type OpenAction, openActionsIn } from '../brief.ts'
import { isByHand } from '../by-hand.ts'
import {
  type Client,
  clientOf,
  entriesOf,
  isTheirs,
  kindOfAll,
  type Links,
  linksOf,
  whoseIs,
} from '../client.ts'
import { type Consequence, consequence, type Question } from '../consequence.ts'
import { type Evidence, evidence, type Sighting } from '../evidence.ts'
import { freeMissesLeft } from '../free-miss.ts'
import type { LedgerEntry } from '../ledger.ts'
import type { Note } from '../note.ts'
import type { Kind, Policy } from '../policy.ts'
import type { Program } from '../program.ts'
import { type Again, saidWithOtherKind } from '../said-again.ts'
import { NOBODY, type Participant, participantKey, type Session } from '../session-row.ts'

/** One person on the card. */
export type CardPerson = {
  /** Participant id within the session. */
  readonly id: string
  /** The client's name, else the attendee's, else the address, else the event's title. */
  readonly name: string
  readonly address: string | null
  readonly client: Client | null
  /** Nobody is invited and no client is known by the title: the card asks whom it was with (E19). */
  readonly unknown: boolean
  readonly outcome: Outcome | null
  /** The answer that holds; null: none, or browsers disagree. */
  readonly holds: Answer | null
  /** The answer that holds, as it would be said again with the other kind. */
  readonly otherKind: Again | null
  /** What the calendar shows of this person's coming or going, and the choice that it fits. */
  readonly evidence: Evidence | null
  /** Action items still open from earlier notes. */
  readonly openActions: readonly OpenAction[]
  readonly note: Note | null
}

/** Everything that the card of one session shows; made from stored rows alone. */
export type Card = {
  readonly key: string
  readonly title: string
  /** Epoch ms, as now scheduled. */
  readonly start: number
  readonly end: number
  /** Start of the times that its answer is about, wherever the event stands by now (E05); epoch ms. */
  readonly answeredStart: number
  /** What the calendar showed of its being moved there, oldest first. */
  readonly moves: readonly Sighting[]
  readonly zone: string
  readonly series: boolean
  /** null: never said, so the card asks once (PRODUCT 1). */
  readonly kind: Kind | null
  readonly people: readonly CardPerson[]
  readonly answered: boolean
  /** Filed as canceled in time by what the calendar shows; nobody was asked (E06). */
  readonly canceled: boolean
  /** It replaces a session that was sent back. */
  readonly makeup: boolean
  /** Added by hand: no calendar holds it, and nothing of it is written into one. */
  readonly byHand: boolean
  /** Another session of the coach lay in the same time (E28). */
  readonly doubleBooked: boolean
  readonly policy: Policy
  readonly books: Books & { readonly links: Links }
}

/** What the figures are computed from. */
type Books = {
  readonly programs: readonly Program[]
  readonly entries: readonly LedgerEntry[]
  readonly makeups: ReadonlyMap<string, number>
}

/** The stored rows around one session. */
export type CardRows = Books & {
  readonly session: Session
  readonly clients: readonly Client[]
  readonly notes: readonly Note[]
  /** All of this session, in force or not. */
  readonly answers: readonly Answer[]
  readonly doubleBooked: boolean
  readonly policy: Policy
  /** Epoch ms: until a session's end, what the calendar shows is only likely (E13). */
  readonly now: number
}

const personOf = (
  participant: Participant,
  rows: CardRows,
  links: Links,
  shown: readonly Evidence[],
): CardPerson => {
  const { session, notes, answers, policy } = rows
  const own = participantKey(session.key, participant.id)
  const client =
    clientOf(rows.clients, { address: participant.address, participantKey: own, title: session.title }) ??
    null
  const place = { sessionKey: session.key, participant: participant.id, address: participant.address }
  const whose = whoseIs(client, place, links)
  const said = answers.filter((answer) => answer.participant === participant.id)
  const [holds = null, ...others] = said.filter(({ inForce }) => inForce)
  return {
    id: participant.id,
    name: client?.name || participant.name || participant.address || session.title,
    address: participant.address,
    client,
    unknown: participant.id === NOBODY && client === null,
    outcome: participant.outcome,
    holds: others.length === 0 ? holds : null,
    otherKind: saidWithOtherKind(said, policy),
    evidence: shown.find((each) => each.participant === participant.id) ?? null,
    openActions: openActionsIn(
      notes.filter((note) => note.id !== own && isTheirs(whose, note.id, note.address)),
    ),
    note: notes.find(({ id }) => id === own) ?? null,
  }
}

/** The card of a session. */
export const cardOf = (rows: CardRows): Card => {
  const { session, policy, programs, entries, makeups } = rows
  const shown = evidence(session, policy.noticeMs, rows.now)
  const links = linksOf(rows.clients)
  const people = session.participants.map((participant) => personOf(participant, rows, links, shown))
  return {
    key: session.key,
    title: session.title,
    start: session.start,
    end: session.end,
    answeredStart: (session.answeredTimes ?? session).start,
    moves: session.sightings.filter(({ what }) => what === 'moved'),
    zone: session.zone,
    series: session.originalStart !== null,
    kind: kindOfAll(
      session,
      people.map(({ client }) => client),
    ),
    people,
    answered: session.standing === 'answered',
    canceled: session.standing === 'canceled',
    makeup: session.makeupOf !== null,
    byHand: isByHand(session),
    doubleBooked: rows.doubleBooked,
    policy,
    books: { programs, entries, makeups, links },
  }
}

/** The lines of the books that are this person's, whichever address and place they are about. */
export const linesOf = ({ key, books }: Card, { id, address, client }: CardPerson): readonly LedgerEntry[] =>
  entriesOf(whoseIs(client, { sessionKey: key, participant: id, address }, books.links), books.entries)

/** Misses of this person that are still free, before anything is said of this session. */
export const freeLeft = (card: Card, person: CardPerson): number =>
  freeMissesLeft(card.policy, linesOf(card, person), { sessionKey: card.key })

/** What saying this of one person would do, in the numbers that are booked when it is said (PRODUCT 2). */
export const wouldBe = (
  card: Card,
  person: CardPerson,
  supposed: Pick<Question, 'said' | 'kind' | 'courtesy' | 'decided'>,
  now: number,
  sessionStart = card.start,
): Consequence => {
  const subject = {
    sessionKey: card.key,
    participant: person.id,
    address: person.address,
    sessionStart,
    zone: card.zone,
  }
  return consequence({
    ...supposed,
    policy: card.policy,
    subject,
    client: person.client,
    programs: card.books.programs.filter(({ clientId }) => clientId === person.client?.id),
    entries: linesOf(card, person),
    makeups: card.books.makeups,
    now,
  })
}
