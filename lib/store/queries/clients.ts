import { finder, kindAt, placeOf } from '../../core/client.ts'
import { leftOut } from '../../core/left-out.ts'
import type { Session } from '../../core/session-row.ts'
import { DAY } from '../../core/time.ts'
import {
  type ClientsView,
  currentProgram,
  type Ledger,
  programViews,
  strangersIn,
  uncoveredOf,
} from '../../core/view/client.ts'
import type { People } from '../../core/view/people.ts'
import type { Books, OpenBooks } from '../../tables.ts'
import { entriesOfClients } from './client-entries.ts'
import { makeupStarts } from './makeup-links.ts'
import { readPeople } from './people.ts'
import { rulesInOrder } from './rules.ts'
import { ended } from './waiting-keys.ts'

/** How far around now sessions are looked at for "next" and people met. */
export const AROUND_DAYS = 60

const byClient = (sessions: readonly Session[], people: People): ReadonlyMap<string, readonly Session[]> => {
  const found = new Map<string, Session[]>()
  for (const session of sessions) {
    if (session.standing === 'aside' || session.standing === 'canceled') continue
    const ids = session.participants.map((participant) => people.clientOf(session, participant)?.id)
    for (const id of new Set(ids)) {
      if (id === undefined) continue
      const known = found.get(id)
      if (known === undefined) found.set(id, [session])
      else known.push(session)
    }
  }
  return found
}

/** The first clients by name, all of them known, and every line of the books that is theirs. Asked for at once, while the rest is read. */
const clientsWithEntries = async (db: Books<'clients' | 'ledger'>, first: number) => {
  const people = await readPeople(db)
  const shown = people.clients.toSorted((a, b) => a.name.localeCompare(b.name)).slice(0, first)
  const whole = shown.length === people.clients.length
  return {
    people,
    shown,
    whole,
    entries: await (whole ? db.ledger.all() : entriesOfClients(db, shown, people.links)),
  }
}

const READ = ['clients', 'rules', 'programs', 'ledger', 'sessions', 'queue'] as const

/**
 * Every client with what is used and left, what comes next and what waits; and people met who are nobody's client. With `first` only so
 * many of the clients, for what is seen at once: a page opens with these and reads the rest when they are painted.
 */
export const clientsOverview = (
  db: OpenBooks,
  now: number,
  first = Number.POSITIVE_INFINITY,
): Promise<ClientsView> =>
  db.read(READ, async (tx) => {
    const reading = clientsWithEntries(tx, first)
    const [{ people, shown, whole, entries }, rules, programs, makeups, open, after] = await Promise.all([
      reading,
      rulesInOrder(tx),
      tx.programs.all(),
      // Whose they are is asked once they are read: a page waits for neither after the other.
      makeupStarts(
        tx,
        reading.then((found) => found.people),
      ),
      ended(tx, now),
      tx.sessions.between('start', now, now + AROUND_DAYS * DAY),
    ])
    const before = whole ? await tx.sessions.between('start', now - AROUND_DAYS * DAY, now) : []
    const waiting = byClient(open, people)
    const coming = byClient(
      after.filter(({ start }) => start > now),
      people,
    )
    // `usage` would otherwise walk the whole ledger once per client.
    const entriesOf = finder(entries, placeOf, people.links)
    const clients = shown.map((client) => {
      const ledger: Ledger = { entries: entriesOf(client), makeups }
      const booked = coming.get(client.id) ?? []
      const [next] = booked
      return {
        id: client.id,
        name: client.name,
        addresses: client.addresses,
        kind: kindAt(client, now),
        dontAsk: client.dontAsk,
        current: currentProgram(programViews(client, programs, ledger, { now, booked: booked.length }), now),
        uncovered: uncoveredOf(client, programs, ledger.entries),
        next: next ? { start: next.start, end: next.end } : null,
        waiting: waiting.get(client.id)?.length ?? 0,
      }
    })
    const known = (session: Session, participant: Session['participants'][number]) =>
      people.clientOf(session, participant) !== null
    return {
      clients,
      strangers: whole ? strangersIn([...before, ...after], known) : [],
      leftOut: whole ? leftOut(rules) : [],
      whole,
    }
  })
