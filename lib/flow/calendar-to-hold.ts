import type { CalendarRecord } from '../core/account.ts'
import { holdCalendar } from '../core/hold-calendar.ts'
import { pausedCalendars } from '../core/pause.ts'
import type { Session } from '../core/session.ts'
import type { Tx } from '../ports.ts'

/** The calendar that times for a session are written to, of an account that is not paused; undefined: there is none. */
export const calendarToHold = async (
  tx: Tx<'accounts' | 'calendars'>,
  session: Pick<Session, 'copies'>,
): Promise<CalendarRecord | undefined> => {
  const [accounts, calendars] = await Promise.all([tx.accounts.all(), tx.calendars.all()])
  const paused = pausedCalendars(accounts, calendars)
  return holdCalendar(
    session,
    calendars.filter(({ key }) => !paused.has(key)),
  )
}
