import { type Answer, outcomeOf, type Said } from '../../lib/core/answer.ts'
import type { Client } from '../../lib/core/client.ts'
import { book, type LedgerEntry } from '../../lib/core/ledger.ts'
import { REASONS } from '../../lib/core/policy.ts'
import type { Program } from '../../lib/core/program.ts'
import { type Session, sessionKey } from '../../lib/core/session.ts'
import { DAY, dateOf, HOUR } from '../../lib/core/time.ts'
import { openDatabase } from '../../lib/store/db.ts'
import { keepBackupMemory } from '../../lib/store/queries/backup.ts'
import { answerOf, clientOf, headFor, participantOf, sessionOf } from '../helpers/books.ts'
import { fillSettings } from './popup-books.ts'

/** The client of the long page, last of the list; the others are all alike. */
export const LONG = 'client0'
const ZONE = 'Europe/Madrid'

/** Sessions of one client: how many, how far apart (ms), and how many of them are still to come. */
type Stretch = { readonly sessions: number; readonly every: number; readonly ahead: number }

const addressOf = (client: Client): string => client.addresses[0] ?? ''

const clientAt = (index: number): Client =>
  clientOf(`client${index}`, {
    name: index === 0 ? 'Zoe' : `Person ${index}`,
    addresses: [`person${index}@client.example`],
    kinds: [{ from: 0, kind: 'paid' }],
  })

/** Most sessions take place; the rest is spread over the reasons. */
const saidAt = (index: number): Said => {
  const reason = index % 5 === 0 ? REASONS[(index / 5) % REASONS.length] : undefined
  return reason === undefined ? { occurred: true } : { occurred: false, reason }
}

type Kept = {
  readonly session: Session
  readonly answers: readonly Answer[]
  readonly lines: readonly LedgerEntry[]
}

/** The n-th session of a client, counted back from the last one booked; those that are over have their answer and its line. */
const keptAt = (client: Client, index: number, { every, ahead }: Stretch, now: number): Kept => {
  // No two clients at the same instant, and none under way.
  const start = now + (ahead - index) * every - 2 * HOUR - Number(client.id.slice('client'.length)) * 60_000
  const uid = `${client.id}-${index}@google.com`
  const key = sessionKey({ iCalUid: uid, originalStart: null })
  const participant = participantOf(index.toString(16).padStart(10, '0'), addressOf(client))
  const isPast = index >= ahead
  const head = headFor(`answer-${client.id}-${index}`, saidAt(index), { at: start + HOUR })
  const subject = {
    sessionKey: key,
    participant: participant.id,
    address: participant.address,
    sessionStart: start,
    zone: ZONE,
  }
  return {
    session: sessionOf({
      key,
      uid,
      title: `Coaching · ${client.name}`,
      start,
      end: start + HOUR,
      zone: ZONE,
      participants: [{ ...participant, outcome: isPast ? outcomeOf([head]) : null }],
      standing: isPast ? 'answered' : 'open',
      open: isPast ? 0 : 1,
    }),
    answers: isPast ? [answerOf(head, { sessionKey: key, participant: participant.id, inForce: true })] : [],
    lines: isPast ? book(head, [], subject, head.at) : [],
  }
}

const programOf = (client: Client, sessions: number, from: number): Program => ({
  id: `program-${client.id}`,
  clientId: client.id,
  name: 'Package',
  sessions,
  alreadyUsed: 0,
  from: dateOf(from, ZONE),
  to: null,
  perMonth: null,
  zone: ZONE,
  createdAt: from,
})

/** Ten weekly sessions and two to come; the first client has as many as are wanted, within what the page shows (13 months). */
const stretchOf = (client: Client, long: number): Stretch =>
  client.id === LONG
    ? { sessions: long, every: 20 * HOUR, ahead: 20 }
    : { sessions: 12, every: 7 * DAY, ahead: 2 }

/** Fills the extension's own database with clients, their programs, sessions, answers and books. */
export const fillClients = async (wanted: {
  readonly clients: number
  /** Of the first client. */
  readonly sessions: number
}): Promise<void> => {
  const now = Date.now()
  const db = openDatabase()
  const clients = Array.from({ length: wanted.clients }, (_, index) => clientAt(index))
  const kept = clients.flatMap((client) => {
    const stretch = stretchOf(client, wanted.sessions)
    return Array.from({ length: stretch.sessions }, (_, index) => keptAt(client, index, stretch, now))
  })
  await db.sessions.putMany(kept.map(({ session }) => session))
  await db.answers.putMany(kept.flatMap(({ answers }) => answers))
  await db.ledger.putMany(kept.flatMap(({ lines }) => lines))
  await db.clients.putMany(clients)
  await db.programs.putMany(
    clients.map((client) => {
      const { sessions, every } = stretchOf(client, wanted.sessions)
      return programOf(client, sessions, now - sessions * every)
    }),
  )
  await fillSettings(db, now)
  await keepBackupMemory(db, { madeAt: now }, now)
  db.close()
}
