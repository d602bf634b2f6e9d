import { kindAt } from '../../core/client.ts'
import { evidence } from '../../core/evidence.ts'
import { standing } from '../../core/ledger.ts'
import { oncePerSession, standingFor } from '../../core/once-per-session.ts'
import { participantKey, partsOf, type Session } from '../../core/session-row.ts'
import { policyOf } from '../../core/settings.ts'
import { DAY } from '../../core/time.ts'
import {
  type ClientGlance,
  type ClientSession,
  type ClientView,
  chainsIn,
  programViews,
  uncoveredOf,
} from '../../core/view/client.ts'
import type { MakeUps } from '../../core/view/make-ups.ts'
import { tooManyIn } from '../../core/view/months.ts'
import { stateOf } from '../../core/view/past.ts'
import type { People } from '../../core/view/people.ts'
import type { Books, OpenBooks } from '../../tables.ts'
import { withOrigins } from './client-audit.ts'
import { entriesOfClients, newestFirst } from './client-entries.ts'
import { noteRows, notesWithStarts } from './client-notes.ts'
import { statementLines } from './client-statement.ts'
import { AROUND_DAYS } from './clients.ts'
import { makeUpsIn } from './makeup-links.ts'
import { readPeople } from './people.ts'
import { currentSettings } from './settings.ts'

/** How far back a client's page goes. */
const HISTORY_DAYS = 400

/** `now` in epoch ms. */
type Asked = { readonly clientId: string; readonly now: number }

/** The sessions in which a client may be, oldest first: by address, by title and by the coach's word. */
const sessionsOf = async (
  db: Books<'sessions'>,
  { addresses, titles, participants }: ClientView['client'],
): Promise<readonly Session[]> => {
  const [found, linked] = await Promise.all([
    db.sessions.whereAny('who', [...addresses, ...titles]),
    db.sessions.getMany(participants.map((key) => partsOf(key).sessionKey)),
  ])
  const byKey = new Map(found.map((session) => [session.key, session]))
  for (const session of linked) if (session !== undefined) byKey.set(session.key, session)
  return [...byKey.values()].sort((a, b) => a.start - b.start)
}

/** A client's sessions as their page shows them, each once. */
const viewsOf = (
  sessions: readonly Session[],
  people: People,
  { clientId, noticeMs, now, makeups }: Asked & { readonly noticeMs: number; readonly makeups: MakeUps },
): readonly ClientSession[] =>
  sessions.flatMap((session): readonly ClientSession[] => {
    const own = session.participants.filter((each) => people.clientOf(session, each)?.id === clientId)
    // Answered ahead at one of their places, it is still to come for them at the other.
    const expected = session.end > now && own.find((each) => stateOf(session, each) === 'unanswered')
    const participant = expected || standingFor(own)
    if (participant === undefined) return []
    const state = stateOf(session, participant)
    return [
      {
        key: session.key,
        participant: participant.id,
        start: session.start,
        end: session.end,
        zone: session.zone,
        state: state === 'unanswered' && session.end > now ? 'upcoming' : state,
        makeup: makeups.places.has(participantKey(session.key, participant.id)),
        code: participant.outcome?.code ?? null,
        evidence:
          evidence(session, noticeMs, now).find((each) => each.participant === participant.id) ?? null,
      },
    ]
  })

const GLANCE = ['clients', 'settings', 'sessions', 'queue'] as const

/** One client as of now, with the rows that their sessions are shown from; null when there is no such client (any more). */
const glanceAt = async (tx: Books<(typeof GLANCE)[number]>, { clientId, now }: Asked) => {
  const [people, settings] = await Promise.all([readPeople(tx), currentSettings(tx)])
  const client = people.clients.find(({ id }) => id === clientId)
  if (client === undefined) return null
  const policy = policyOf(settings)
  const all = await sessionsOf(tx, client)
  const makeups = await makeUpsIn(tx, all, people)
  const shown = all.filter(
    ({ start }) => start >= now - HISTORY_DAYS * DAY && start < now + AROUND_DAYS * DAY,
  )
  const sessions = viewsOf(shown, people, { clientId, noticeMs: policy.noticeMs, now, makeups })
  const glance: ClientGlance = { client, kind: kindAt(client, now), sessions }
  return { glance, people, policy, makeups, all, shown }
}

/** What a client's page begins with, or null when there is no such client (any more). The rest takes longer to read than this. */
export const clientGlance = (db: OpenBooks, asked: Asked): Promise<ClientGlance | null> =>
  db.read(GLANCE, async (tx) => (await glanceAt(tx, asked))?.glance ?? null)

const READ = [...GLANCE, 'programs', 'ledger', 'notes', 'answers'] as const

/** Everything on one client's page, or null when there is no such client (any more). Reads this client's own rows only, as of one moment. */
export const clientPage = (db: OpenBooks, asked: Asked): Promise<ClientView | null> =>
  db.read(READ, async (tx) => {
    const found = await glanceAt(tx, asked)
    if (found === null) return null
    const { glance, people, policy, makeups, all, shown } = found
    const { client, sessions } = glance
    const { clientId, now } = asked
    const [programs, entries, written] = await Promise.all([
      tx.programs.where('clientId', clientId),
      entriesOfClients(tx, [client], people.links),
      noteRows(tx, { ...client, links: people.links }),
    ])
    const stands = standing(entries)
    const booked = sessions.filter(({ state, start }) => state === 'upcoming' && start > now).length
    const ledger = { entries, makeups: makeups.starts }
    const views = programViews(client, programs, ledger, { now, booked })
    const tooMany = tooManyIn(views, ledger, now)
    const byKey = new Map(all.map((session) => [session.key, session]))
    const [notes, statement, origins] = await Promise.all([
      notesWithStarts(tx, written, byKey),
      statementLines(tx, oncePerSession(stands), { policy, makeups, tooMany }),
      // Only a client without a program is told of those in another browser.
      programs.length === 0 ? withOrigins(tx, stands) : [],
    ])
    return {
      ...glance,
      others: people.clients
        .filter(({ id }) => id !== clientId)
        .map(({ id, name }) => ({ id, name }))
        .sort((a, b) => a.name.localeCompare(b.name)),
      programs: views,
      uncovered: uncoveredOf(client, programs, entries),
      elsewhere: origins.some(({ origin }) => origin?.place === 'elsewhere'),
      chains: chainsIn(shown, sessions),
      notes,
      statement,
      audit: entries.toSorted(newestFirst),
    }
  })
