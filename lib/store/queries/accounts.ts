import type { AccountView, CalendarRecord } from '../../core/account.ts'
import type { Database } from '../db.ts'

const oldestPull = (calendars: readonly CalendarRecord[]): number | null =>
  calendars.reduce<number | null>(
    (oldest, { pulledAt }) => (oldest === null || pulledAt === null ? null : Math.min(oldest, pulledAt)),
    calendars.length === 0 ? null : Number.POSITIVE_INFINITY,
  )

/** Every connected account, in the order in which they came. */
export const connectedAccounts = async (db: Database): Promise<readonly AccountView[]> => {
  const [accounts, calendars] = await Promise.all([db.accounts.toArray(), db.calendars.toArray()])
  return accounts
    .sort((a, b) => a.connectedAt - b.connectedAt)
    .map((account) => {
      const own = calendars
        .filter(({ accountId }) => accountId === account.id)
        .sort((a, b) => Number(b.primary) - Number(a.primary) || a.name.localeCompare(b.name))
      const chosen = own.filter((calendar) => calendar.chosen)
      return {
        account,
        calendars: own,
        chosen: chosen.length,
        pulledAt: oldestPull(chosen),
        malformed: own.reduce((sum, { malformed }) => sum + malformed, 0),
      }
    })
}
