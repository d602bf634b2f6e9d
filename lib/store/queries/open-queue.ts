import type { QueueItem } from '../../core/proposal.ts'
import { participantKey } from '../../core/session-row.ts'
import { isLeftToOther } from '../../core/view/waits-once.ts'
import type { Books } from '../../tables.ts'
import { readPeople } from './people.ts'

/** What waits for another time, each person once in each session. By key alone where nothing of it is of a group. */
export const openQueue = async (
  db: Books<'queue' | 'sessions' | 'clients'>,
): Promise<readonly QueueItem[]> => {
  const open = await db.queue.where('state', 'open')
  const sessions = await db.sessions.getMany([...new Set(open.map(({ sessionKey }) => sessionKey))])
  const groups = sessions.flatMap((session) =>
    session !== undefined && session.participants.length > 1 ? [session] : [],
  )
  if (groups.length === 0) return open
  const places = groups.flatMap(({ key, participants }) =>
    participants.map(({ id }) => participantKey(key, id)),
  )
  const [people, items] = await Promise.all([readPeople(db), db.queue.getMany(places)])
  const byKey = new Map(groups.map((session) => [session.key, session]))
  const byPlace = new Map(places.map((place, index) => [place, items[index]]))
  const known = { people, itemOf: (place: string) => byPlace.get(place) }
  return open.filter((item) => {
    const session = byKey.get(item.sessionKey)
    return session === undefined || !isLeftToOther(item, session, known)
  })
}
