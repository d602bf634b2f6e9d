import { normaliseUid } from '../../core/uid.ts'
import type { FoundIn } from '../../core/view/found-in.ts'
import type { OpenBooks } from '../../tables.ts'

/**
 * The calendars whose meetings were taken for one session by their time and people alone; empty when they all carry the same
 * uid, so that nobody can doubt it (PRODUCT 12).
 */
export const likenessOf = async (db: OpenBooks, sessionKey: string): Promise<readonly FoundIn[]> => {
  const session = await db.sessions.get(sessionKey)
  const living = session?.copies.filter(({ goneAt }) => goneAt === null) ?? []
  if (living.length < 2) return []
  const events = await db.events.getMany(
    living.map(({ calendarKey, eventId }) => `${calendarKey}/${eventId}`),
  )
  const uids = new Set(events.flatMap((event) => (event ? [normaliseUid(event.iCalUid ?? '')] : [])))
  if (uids.size < 2) return []
  const calendars = await db.calendars.getMany([...new Set(living.map(({ calendarKey }) => calendarKey))])
  const accounts = await db.accounts.getMany(calendars.map((calendar) => calendar?.accountId ?? ''))
  return calendars.flatMap((calendar, index) => {
    const account = accounts[index]
    return calendar && account ? { calendar: calendar.name, account } : []
  })
}
