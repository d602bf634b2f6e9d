import { partsOf, type Session } from '../../core/session-row.ts'
import type { MakeupLinks } from '../../core/view/past.ts'
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

/** Make-ups whose original was not counted, with the original's start: their month's flag stays down (PRODUCT 8). */
export const makeupStarts = async (db: Books<'sessions'>): Promise<ReadonlyMap<string, number>> => {
  const makeups = await db.sessions.between('makeupOf', '', [])
  const parts = makeups.map(({ makeupOf }) => partsOf(makeupOf ?? ''))
  const originals = await db.sessions.getMany(parts.map(({ sessionKey }) => sessionKey))
  return new Map(
    makeups.flatMap((makeup, index) => {
      const original = originals[index]
      const person = original?.participants.find(({ id }) => id === parts[index]?.participant)
      return original && !person?.outcome?.counts ? [[makeup.key, original.start] as const] : []
    }),
  )
}
