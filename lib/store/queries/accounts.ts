import type { AccountView, CalendarRecord } from '../../core/account.ts'
import { MARK } from '../../core/annotation.ts'
import type { Leaving } from '../../core/view/leaving.ts'
import type { Books, OpenBooks } from '../../tables.ts'

const oldestPull = (calendars: readonly CalendarRecord[]): number | null =>
  calendars.reduce<number | null>(
    (oldest, { pulledAt }) => (oldest === null || pulledAt === null ? null : Math.min(oldest, pulledAt)),
    calendars.length === 0 ? null : Number.POSITIVE_INFINITY,
  )

/** Every connected account, in the order in which they came, whatever they are called and however they stand. */
export const connectedAccounts = async (
  db: Books<'accounts' | 'calendars'>,
): Promise<readonly AccountView[]> => {
  const [accounts, calendars] = await Promise.all([db.accounts.all(), db.calendars.all()])
  return accounts
    .toSorted((a, b) => a.connectedAt - b.connectedAt || (a.id < b.id ? -1 : 1))
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
        progress: chosen.reduce((sum, { progress }) => sum + (progress ?? 0), 0),
        malformed: own.reduce((sum, { malformed }) => sum + malformed, 0),
      }
    })
}

/** What hangs on an account that is to be removed. Reads its events by index. */
export const leavingOf = async (db: OpenBooks, accountId: string): Promise<Leaving> => {
  const calendars = await db.calendars.where('accountId', accountId)
  const [events, writes] = await Promise.all([
    db.events.whereAny(
      'calendarKey',
      calendars.map(({ key }) => key),
    ),
    db.outbox.all(),
  ])
  return {
    annotated: events.filter(
      ({ status, marks }) =>
        status !== 'cancelled' && Object.keys(marks).length > 0 && marks[MARK.hold] === undefined,
    ).length,
    unwritten: writes.filter((write) => write.accountId === accountId && write.state !== 'dead').length,
  }
}
