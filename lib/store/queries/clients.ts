import { kindAt } from '../../core/client.ts'
import { evidence } from '../../core/evidence.ts'
import { type LedgerEntry, standing } from '../../core/ledger.ts'
import { leftOut } from '../../core/left-out.ts'
import { participantKey, partsOf, type Session } from '../../core/session-row.ts'
import { policyOf } from '../../core/settings.ts'
import { DAY } from '../../core/time.ts'
import {
  type AuditLine,
  type ClientSession,
  type ClientsView,
  type ClientView,
  chainsIn,
  currentProgram,
  type Ledger,
  programViews,
  strangersIn,
  uncoveredOf,
} from '../../core/view/client.ts'
import { originOf } from '../../core/view/origin.ts'
import { stateOf } from '../../core/view/past.ts'
import type { OpenBooks } from '../../tables.ts'
import { clientNotes } from './client-notes.ts'
import { makeupStarts } from './makeup-links.ts'
import { readPeople } from './people.ts'
import { rulesInOrder } from './rules.ts'
import { currentSettings } from './settings.ts'

/** How far around now sessions are looked at for "next", "waiting" and people met. */
const AROUND_DAYS = 60
/** How far back a client's page goes. */
const HISTORY_DAYS = 400

/** Every client with what is used and left, what comes next and what waits; and people met who are nobody's client. */
export const clientsOverview = async (db: OpenBooks, now: number): Promise<ClientsView> => {
  const [people, rules, programs, entries, makeups, sessions] = await Promise.all([
    readPeople(db),
    rulesInOrder(db),
    db.programs.all(),
    db.ledger.all(),
    makeupStarts(db),
    db.sessions.between('start', now - AROUND_DAYS * DAY, now + AROUND_DAYS * DAY),
  ])
  const sessionsByClient = new Map<string, Session[]>()
  for (const session of sessions) {
    if (session.standing === 'aside' || session.standing === 'canceled') continue
    const ids = session.participants.map((participant) => people.clientOf(session, participant)?.id)
    for (const id of new Set(ids)) {
      if (id !== undefined) sessionsByClient.set(id, [...(sessionsByClient.get(id) ?? []), session])
    }
  }
  // Each client's own lines only: `usage` would otherwise walk the whole ledger once per client.
  const entriesByAddress = Map.groupBy(entries, ({ address }) => address)
  const entriesByParticipant = Map.groupBy(entries, (entry) =>
    participantKey(entry.sessionKey, entry.participant),
  )
  const clients = people.clients.map((client) => {
    const own = new Set<LedgerEntry>([
      ...client.addresses.flatMap((address) => entriesByAddress.get(address) ?? []),
      ...client.participants.flatMap((key) => entriesByParticipant.get(key) ?? []),
    ])
    const ledger: Ledger = { entries: [...own], makeups }
    const theirs = sessionsByClient.get(client.id) ?? []
    const coming = theirs.filter(({ start }) => start > now)
    const [next] = coming
    return {
      id: client.id,
      name: client.name,
      addresses: client.addresses,
      kind: kindAt(client, now),
      dontAsk: client.dontAsk,
      current: currentProgram(programViews(client, programs, ledger, { now, booked: coming.length }), now),
      uncovered: uncoveredOf(client, programs, ledger.entries),
      next: next ? { start: next.start, end: next.end } : null,
      waiting: theirs.filter(({ open, end }) => open === 1 && end <= now).length,
    }
  })
  return {
    clients: clients.sort((a, b) => a.name.localeCompare(b.name)),
    strangers: strangersIn(
      sessions,
      (session, participant) => people.clientOf(session, participant) !== null,
    ),
    leftOut: leftOut(rules),
  }
}

/** Everything on one client's page, or null when there is no such client (any more). */
export const clientPage = async (
  db: OpenBooks,
  { clientId, now }: { clientId: string; now: number },
): Promise<ClientView | null> => {
  const people = await readPeople(db)
  const client = people.clients.find(({ id }) => id === clientId)
  if (!client) return null
  const linked = client.participants.map((key) => partsOf(key).sessionKey)
  const [settings, programs, byAddress, byLink, makeups, sessions] = await Promise.all([
    currentSettings(db),
    db.programs.where('clientId', clientId),
    db.ledger.whereAny('address', client.addresses),
    db.ledger.whereAny('sessionKey', linked),
    makeupStarts(db),
    db.sessions.between('start', now - HISTORY_DAYS * DAY, now + AROUND_DAYS * DAY),
  ])
  const byId = new Map<string, LedgerEntry>()
  for (const entry of byAddress) byId.set(entry.id, entry)
  for (const entry of byLink) {
    if (client.participants.includes(participantKey(entry.sessionKey, entry.participant)))
      byId.set(entry.id, entry)
  }
  const entries = [...byId.values()]
  const answers = await db.answers.getMany(entries.map(({ answerId }) => answerId))
  const audit = entries.map((entry, index): AuditLine => {
    const answer = answers[index]
    return { ...entry, origin: answer === undefined ? null : originOf(answer, settings.device) }
  })
  const stands = standing(audit)
  const { noticeMs } = policyOf(settings)
  const views = sessions.flatMap((session) =>
    session.participants
      .filter((participant) => people.clientOf(session, participant)?.id === clientId)
      .map((participant): ClientSession => {
        const state = stateOf(session, participant)
        return {
          key: session.key,
          participant: participant.id,
          start: session.start,
          end: session.end,
          zone: session.zone,
          state: state === 'unanswered' && session.end > now ? ('upcoming' as const) : state,
          makeup: session.makeupOf !== null,
          code: participant.outcome?.code ?? null,
          evidence:
            evidence(session, noticeMs, now).find((each) => each.participant === participant.id) ?? null,
        }
      }),
  )
  const booked = views.filter(({ state, start }) => state === 'upcoming' && start > now).length
  const newestFirst = (a: LedgerEntry, b: LedgerEntry) => b.sessionStart - a.sessionStart || b.at - a.at
  return {
    client,
    others: people.clients
      .filter(({ id }) => id !== clientId)
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name)),
    kind: kindAt(client, now),
    programs: programViews(client, programs, { entries, makeups }, { now, booked }),
    uncovered: uncoveredOf(client, programs, entries),
    elsewhere: stands.some(({ origin }) => origin?.place === 'elsewhere'),
    sessions: views,
    chains: chainsIn(sessions, views),
    notes: await clientNotes(db, client),
    statement: stands.toSorted(newestFirst),
    audit: audit.toSorted(newestFirst),
  }
}
