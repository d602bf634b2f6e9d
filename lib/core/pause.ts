import type { Account } from './account.ts'
import type { Calendar } from './event.ts'
import type { Session } from './session-row.ts'

/** The calendars (by key) of paused accounts. */
export const pausedCalendars = (
  accounts: readonly Pick<Account, 'id' | 'paused'>[],
  calendars: readonly Pick<Calendar, 'key' | 'accountId'>[],
): ReadonlySet<string> => {
  const paused = new Set(accounts.filter((account) => account.paused).map(({ id }) => id))
  if (paused.size === 0) return paused
  return new Set(calendars.filter(({ accountId }) => paused.has(accountId)).map(({ key }) => key))
}

/**
 * True when all there is of a session lies in paused accounts: it is not asked about until one of them is resumed. A session that also
 * lives elsewhere goes on there (E11), and one that is in no calendar, added by hand, never rests.
 */
export const isResting = ({ copies }: Pick<Session, 'copies'>, paused: ReadonlySet<string>): boolean => {
  if (paused.size === 0 || copies.length === 0) return false
  const living = copies.filter(({ goneAt }) => goneAt === null)
  return (living.length > 0 ? living : copies).every(({ calendarKey }) => paused.has(calendarKey))
}
