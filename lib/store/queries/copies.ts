import { normaliseUid } from '../../core/uid.ts'
import type { Database } from '../db.ts'

/**
 * The names of the calendars whose meetings were taken for one session by their time and people alone; empty when they all carry the same
 * uid, so that nobody can doubt it (PRODUCT 12).
 */
export const likenessOf = async (db: Database, sessionKey: string): Promise<readonly string[]> => {
  const session = await db.sessions.get(sessionKey)
  const living = session?.copies.filter(({ goneAt }) => goneAt === null) ?? []
  if (living.length < 2) return []
  const events = await db.events.bulkGet(
    living.map(({ calendarKey, eventId }) => `${calendarKey}/${eventId}`),
  )
  const uids = new Set(events.flatMap((event) => (event ? [normaliseUid(event.iCalUid ?? '')] : [])))
  if (uids.size < 2) return []
  const calendars = await db.calendars.bulkGet([...new Set(living.map(({ calendarKey }) => calendarKey))])
  return calendars.flatMap((calendar) => calendar?.name ?? [])
}
