import { isByHand } from '../../core/by-hand.ts'
import { type HandView, toHandView } from '../../core/view/by-hand.ts'
import type { OpenBooks } from '../../tables.ts'
import { readPeople } from './people.ts'

/** One session added by hand, or null when there is none of that key (any more). */
export const handView = async (db: OpenBooks, sessionKey: string): Promise<HandView | null> => {
  const [session, people] = await Promise.all([db.sessions.get(sessionKey), readPeople(db)])
  return session && isByHand(session) ? toHandView(session, people) : null
}
