import type { CalendarRecord } from './account.ts'
import { carrierOf } from './carrier.ts'
import type { Calendar } from './event.ts'
import type { Session } from './session.ts'

const isWritable = ({ role }: Pick<Calendar, 'role'>): boolean => role === 'writer' || role === 'owner'

/**
 * The calendar on which times for a session are held: that of its writable copy organised by the coach; else the primary writable one
 * of an account that has the session; else the primary writable one of any account, else any writable one. Only chosen calendars,
 * since only these are pulled. Undefined: there is none.
 */
export const holdCalendar = (
  session: Pick<Session, 'copies'>,
  calendars: readonly CalendarRecord[],
): CalendarRecord | undefined => {
  const writable = calendars.filter((calendar) => calendar.chosen && isWritable(calendar))
  const of = (calendarKey: string | undefined) => writable.find(({ key }) => key === calendarKey)
  // A deleted event is gone from its calendar, but the calendar is still the one where its sessions belong.
  const organised = session.copies.find((copy) => copy.writable && copy.organisedByCoach)
  const accounts = new Set(
    session.copies.map(({ calendarKey }) => calendars.find(({ key }) => key === calendarKey)?.accountId),
  )
  return (
    of(carrierOf({ copies: session.copies.filter((copy) => copy.organisedByCoach) })?.calendarKey) ??
    of(organised?.calendarKey) ??
    writable.find(({ primary, accountId }) => primary && accounts.has(accountId)) ??
    writable.find(({ primary }) => primary) ??
    writable[0]
  )
}
