import { participantKey, partsOf, type Session } from '../../core/session-row.ts'
import { type MakeUps, makeUpsAmong } from '../../core/view/make-ups.ts'
import type { MakeupLinks } from '../../core/view/past.ts'
import type { People } from '../../core/view/people.ts'
import type { Books, OpenBooks } from '../../tables.ts'

/** What these sessions make up for and what makes up for them, read by key; a session that is not kept here links to nothing. */
export const makeupLinks = async (db: OpenBooks, sessions: readonly Session[]): Promise<MakeupLinks> => {
  const booked = await db.queue.where('state', 'booked')
  const shown = new Set(sessions.map(({ key }) => key))
  const pairs = [
    ...sessions.flatMap(({ key, makeupOf }) =>
      makeupOf === null ? [] : [{ way: 'before' as const, key, other: partsOf(makeupOf).sessionKey }],
    ),
    ...booked.flatMap(({ sessionKey, makeupKey }) =>
      makeupKey === null || !shown.has(sessionKey)
        ? []
        : [{ way: 'after' as const, key: sessionKey, other: makeupKey }],
    ),
  ]
  const others = await db.sessions.getMany(pairs.map(({ other }) => other))
  const links = { before: new Map<string, number>(), after: new Map<string, number>() }
  pairs.forEach(({ way, key }, index) => {
    const other = others[index]
    if (other) links[way].set(key, other.start)
  })
  return links
}

/** Whose make-ups these sessions are, and of which uncounted ones (PRODUCT 8); read by key. */
export const makeUpsIn = async (
  db: Books<'sessions' | 'queue'>,
  sessions: readonly Session[],
  people: People | Promise<People>,
): Promise<MakeUps> => {
  const makeups = sessions.filter(({ makeupOf }) => makeupOf !== null)
  const keys = new Set(makeups.map(({ makeupOf }) => partsOf(makeupOf ?? '').sessionKey))
  const missed = (await db.sessions.getMany([...keys])).filter((session) => session !== undefined)
  // One person's says itself whose it is.
  const inGroups = missed.flatMap(({ key, participants }) =>
    participants.length < 2 ? [] : participants.map(({ id }) => participantKey(key, id)),
  )
  const [items, own] =
    inGroups.length === 0
      ? [[], []]
      : await Promise.all([db.queue.getMany(inGroups), db.sessions.whereAny('makeupOf', inGroups)])
  const known = new Map(own.map(({ key, makeupOf }) => [makeupOf, key]))
  for (const item of items) if (item?.makeupKey) known.set(item.id, item.makeupKey)
  return makeUpsAmong(makeups, {
    missed: new Map(missed.map((session) => [session.key, session])),
    makeupKeyOf: (place) => known.get(place) ?? null,
    people: await people,
  })
}

/** Every make-up of an uncounted session, by the place of whom it makes up for, with the start of what they missed. */
export const makeupStarts = async (
  db: Books<'sessions' | 'queue'>,
  people: People | Promise<People>,
): Promise<MakeUps['starts']> =>
  (await makeUpsIn(db, await db.sessions.between('makeupOf', '', []), people)).starts
