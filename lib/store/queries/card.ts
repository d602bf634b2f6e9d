import { clientOf } from '../../core/client.ts'
import type { LedgerEntry } from '../../core/ledger.ts'
import { participantKey, type Session } from '../../core/session-row.ts'
import { policyOf } from '../../core/settings.ts'
import { DAY } from '../../core/time.ts'
import { type Card, cardOf } from '../../core/view/card.ts'
import type { MakeUps } from '../../core/view/make-ups.ts'
import { type People, peopleOf } from '../../core/view/people.ts'
import type { OpenBooks } from '../../tables.ts'
import { makeUpsIn } from './makeup-links.ts'

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

/** No month is longer, by whatever clock. */
const MONTH = 32 * DAY

/** The make-ups that the flag of this session's month can depend on, and those of the months it is booked in (E05): the other months of a program are not on its card (E23). */
const makeupsAround = async (
  db: OpenBooks,
  session: Session,
  entries: readonly LedgerEntry[],
  people: People,
): Promise<MakeUps['starts']> => {
  const own = entries.filter(({ sessionKey }) => sessionKey === session.key)
  const starts = new Set([session.start, ...own.map(({ sessionStart }) => sessionStart)])
  const near = entries.filter(({ sessionStart }) =>
    [...starts].some((start) => Math.abs(sessionStart - start) < MONTH),
  )
  const keys = new Set(near.map(({ sessionKey }) => sessionKey))
  keys.delete(session.key)
  const others = (await db.sessions.getMany([...keys])).filter((other) => other !== undefined)
  return (await makeUpsIn(db, [session, ...others], people)).starts
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
  const [byAddress, bySession, programs, notesOfAddress, notesOfSession, answers, doubleBooked] =
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
    ])
  const unique = <T extends { readonly id: string }>(rows: readonly T[]): readonly T[] => [
    ...new Map(rows.map((row) => [row.id, row])).values(),
  ]
  const entries = unique([...byAddress, ...bySession])
  return cardOf({
    session,
    clients,
    programs,
    entries,
    notes: unique([...notesOfAddress, ...notesOfSession]),
    answers,
    doubleBooked,
    makeups: await makeupsAround(db, session, entries, peopleOf(clients)),
    now,
    policy: policyOf(settings?.value),
  })
}
