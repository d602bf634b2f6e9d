import { createGoogleCalendar } from '../../lib/calendars/google/client.ts'
import { scopesFor } from '../../lib/calendars/google/scopes.ts'
import { recordOf } from '../../lib/core/account.ts'
import { HOUR } from '../../lib/core/time.ts'
import { COACH, createEmulated, NOW } from '../calendars/google/emulated.ts'
import { accountOf } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { ANYONE } from './pulling.ts'

export const DANA = 'dana@client.example'

/** A time in the coach's zone, as Google has it. */
const iso = (ms: number): { dateTime: string; timeZone: string } => ({
  dateTime: Temporal.Instant.fromEpochMilliseconds(ms).toString(),
  timeZone: 'Europe/Madrid',
})

/** The flows over the real Google client and the emulated Google, connected a month ago. */
export const createGoogleCoach = async () => {
  const { emulator, fetch, calendar } = await createEmulated()
  const scopes = scopesFor('write')
  // A token lives for an hour: here every request has a new one.
  const token = async () => emulator.google.grant(COACH, scopes)
  const port = createGoogleCalendar({ fetch, token, accountId: calendar.accountId, scopes })
  const deps = await createTestDeps({ now: NOW, zone: 'Europe/Madrid', calendar: port })
  await deps.db.accounts.put(accountOf({ id: calendar.accountId, email: COACH }))
  await deps.db.calendars.put(recordOf(calendar, true))
  await deps.db.rules.put(ANYONE)
  const advance = (ms: number) => {
    deps.time.advance(ms)
    emulator.clock.advance(ms)
  }
  const add = (summary: string, start: number, more = {}) =>
    emulator.google.addEvent(COACH, 'primary', {
      summary,
      start: iso(start),
      end: iso(start + HOUR),
      attendees: [{ email: COACH, responseStatus: 'accepted' }, { email: DANA }],
      ...more,
    })
  return { deps, emulator, add, advance, calendarKey: calendar.key }
}
