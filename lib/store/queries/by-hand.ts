import { isByHand } from '../../core/by-hand.ts'
import { type HandView, toHandView } from '../../core/view/by-hand.ts'
import type { OpenBooks } from '../../tables.ts'
import { readPeople } from './people.ts'

/** One session added by hand, or null when there is none of that key (any more). */
export const handView = async (db: OpenBooks, sessionKey: string): Promise<HandView | null> => {
  const [session, people] = await Promise.all([db.sessions.get(sessionKey), readPeople(db)])
  return session && isByHand(session) ? toHandView(session, people) : null
}

/** Sessions added by hand that have not ended by `now` (epoch ms), the next one first: the Past page does not show them yet. */
export const handAhead = async (db: OpenBooks, now: number): Promise<readonly HandView[]> => {
  const [sessions, people] = await Promise.all([
    db.sessions.between('open+end', [1, now + 1], [1, Number.POSITIVE_INFINITY]),
    readPeople(db),
  ])
  return sessions
    .filter(isByHand)
    .sort((a, b) => a.start - b.start)
    .map((session) => toHandView(session, people))
}
