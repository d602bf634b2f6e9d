import type { CalendarRecord } from '../../core/account.ts'
import type { Coach } from '../../core/coach.ts'
import { coachOf, type Rule } from '../../core/recognise.ts'
import { DAY } from '../../core/time.ts'
import type { EventRecord } from '../../ports.ts'
import type { Books, OpenBooks } from '../../tables.ts'

/** What the rules editor works on. */
export type RulesView = {
  readonly rules: readonly Rule[]
  /** Stored events around now, to try rules on. */
  readonly events: readonly EventRecord[]
  readonly calendars: readonly CalendarRecord[]
  /** Who the coach is, under any rules. */
  coach(rules: readonly Rule[]): Coach
}

/** The rules in the order in which they are tried. */
export const rulesInOrder = async (db: Books<'rules'>): Promise<readonly Rule[]> =>
  (await db.rules.all()).toSorted((a, b) => a.order - b.order)

/** The rules in order, and the events of the last 60 days and the next 14 to try them on (PRODUCT 3). */
export const rulesWithEvents = async (db: OpenBooks, now: number): Promise<RulesView> => {
  const [rules, events, calendars, accounts, clients] = await Promise.all([
    rulesInOrder(db),
    db.events.between('startMs', now - 60 * DAY, now + 14 * DAY),
    db.calendars.all(),
    db.accounts.all(),
    db.clients.all(),
  ])
  return {
    rules,
    events,
    calendars: calendars.filter(({ chosen }) => chosen),
    coach: (tried) => coachOf(accounts, clients, tried),
  }
}
