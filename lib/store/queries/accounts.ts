import type { Account, CalendarRecord } from '../../core/account.ts'
import type { Database } from '../db.ts'

/** An account with its calendars and the age of what is known of them. */
export type AccountView = {
  readonly account: Account
  /** Primary first, then by name. */
  readonly calendars: readonly CalendarRecord[]
  readonly chosen: number
  /** When every watched calendar was last read completely, epoch ms; null when one never was. */
  readonly pulledAt: number | null
  /** Events that could not be read and were skipped (E52). */
  readonly malformed: number
}

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
