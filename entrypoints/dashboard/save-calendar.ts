import { dateOf } from '../../lib/core/time.ts'
import { exportedSessions } from '../../lib/store/queries/calendar-file.ts'
import { booksForReading } from '../../lib/store/queries/live.ts'
import { saveAsFile } from './save-as-file.ts'

/** The same in every browser for the same session, and telling nothing of it: 128 bits of the key's SHA-256. */
const uidOf = async (key: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))
  return `${new Uint8Array(digest, 0, 16).toHex()}@afterward`
}

/**
 * Saves the sessions of one client (null: of all) as an iCalendar file named `<name> <today>.ics`. What writes it is fetched when it is
 * first wanted. Fails when the books cannot be read. `now` in epoch ms.
 */
export const saveCalendar = async ({
  name,
  clientId,
  titles,
  now,
}: {
  readonly name: string
  readonly clientId: string | null
  readonly titles: boolean
  readonly now: number
}): Promise<void> => {
  const [{ sessionsIcs }, sessions] = await Promise.all([
    import('../../components/dashboard/sessions-ics.ts'),
    exportedSessions(booksForReading(), { clientId, now }),
  ])
  const named = await Promise.all(
    sessions.map(async (session) => ({ session, uid: await uidOf(session.key) })),
  )
  const text = sessionsIcs(named, { titles, now })
  saveAsFile(`${name} ${dateOf(now, Temporal.Now.timeZoneId())}.ics`, text, 'text/calendar')
}
