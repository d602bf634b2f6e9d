import { clientOf } from '../../core/client.ts'
import { participantKey, type Session } from '../../core/session-row.ts'
import { policyOf } from '../../core/settings.ts'
import { DAY } from '../../core/time.ts'
import { type Card, cardOf } from '../../core/view/card.ts'
import { peopleOf } from '../../core/view/people.ts'
import type { OpenBooks } from '../../tables.ts'
import { makeupStarts } from './makeup-links.ts'

/** Sessions that lay in the same time; looked for among those that began within a day before its end. */
const isDoubleBooked = async (db: OpenBooks, session: Session): Promise<boolean> => {
  const near = await db.sessions.between('start', session.end - DAY, session.end)
  return near.some(
    ({ key, start, end, standing }) =>
      key !== session.key &&
      standing !== 'aside' &&
      standing !== 'canceled' &&
      end > session.start &&
      start < session.end,
  )
}

/**
 * Everything the card of one session shows: the session, its people, their programs and their lines of the ledger. Null when there
 * is no such session. Reads by key and index only. `now` in epoch ms.
 */
export const cardView = async (db: OpenBooks, sessionKey: string, now: number): Promise<Card | null> => {
  const [session, clients, settings] = await Promise.all([
    db.sessions.get(sessionKey),
    db.clients.all(),
    db.settings.get('settings'),
  ])
  if (!session) return null
  const own = session.participants.flatMap((participant) => {
    const sight = {
      address: participant.address,
      participantKey: participantKey(session.key, participant.id),
      title: session.title,
    }
    return clientOf(clients, sight) ?? []
  })
  const addresses = [
    ...session.participants.flatMap(({ address }) => address ?? []),
    ...own.flatMap((client) => client.addresses),
  ]
  const sessionKeys = [
    session.key,
    ...own.flatMap(({ participants }) => participants.map((key) => key.slice(0, key.lastIndexOf('#')))),
  ]
  const [byAddress, bySession, programs, notesOfAddress, notesOfSession, answers, doubleBooked, makeups] =
    await Promise.all([
      db.ledger.whereAny('address', addresses),
      db.ledger.whereAny('sessionKey', sessionKeys),
      db.programs.whereAny(
        'clientId',
        own.map(({ id }) => id),
      ),
      db.notes.whereAny('address', addresses),
      db.notes.whereAny('sessionKey', sessionKeys),
      db.answers.where('sessionKey', session.key),
      isDoubleBooked(db, session),
      // Of all sessions: what else the month holds may have been made up for, too.
      makeupStarts(db, peopleOf(clients)),
    ])
  const unique = <T extends { readonly id: string }>(rows: readonly T[]): readonly T[] => [
    ...new Map(rows.map((row) => [row.id, row])).values(),
  ]
  return cardOf({
    session,
    clients,
    programs,
    entries: unique([...byAddress, ...bySession]),
    notes: unique([...notesOfAddress, ...notesOfSession]),
    answers,
    doubleBooked,
    makeups,
    now,
    policy: policyOf(settings?.value),
  })
}
