import type { Account, CalendarRecord } from '../core/account.ts'
import type { Failure } from '../core/failure.ts'
import { busyOf } from '../core/stored-busy.ts'
import type { Interval } from '../core/time.ts'
import type { Deps } from '../ports.ts'

export type BusyNow = {
  /** Busy stretches of every chosen calendar of every account; of those without an answer, what is stored of them. */
  readonly busy: readonly Interval[]
  /** The chosen calendars that gave no answer, by key, and why, if their account said so. */
  readonly unknown: ReadonlyMap<string, Failure | null>
}

type Told = {
  readonly busy: readonly Interval[]
  readonly unknown: readonly CalendarRecord[]
  readonly failure: Failure | null
}

/**
 * Asks all chosen calendars of all accounts anew what is busy within `window` (PRODUCT 6). A calendar without an answer is counted
 * as unknown; the events last stored of it still count as busy, so that an offer made offline is not blind. A
 * paused account is not asked, and so unknown. Never fails.
 */
export const readBusy = async (deps: Deps, window: Interval): Promise<BusyNow> => {
  const { accounts, calendars } = await deps.store.read(['accounts', 'calendars'], async (tx) => ({
    accounts: await tx.accounts.all(),
    calendars: (await tx.calendars.all()).filter(({ chosen }) => chosen),
  }))
  const told = await Promise.all(
    accounts.map((account) =>
      ask(
        deps,
        account,
        calendars.filter(({ accountId }) => accountId === account.id),
        window,
      ),
    ),
  )
  const unknown = new Map(
    told.flatMap(({ unknown: silent, failure }) => silent.map(({ key }) => [key, failure] as const)),
  )
  return {
    busy: [...told.flatMap(({ busy }) => busy), ...(await stored(deps, [...unknown.keys()], window))],
    unknown,
  }
}

const ask = async (
  deps: Deps,
  account: Account,
  calendars: readonly CalendarRecord[],
  window: Interval,
): Promise<Told> => {
  if (calendars.length === 0) return { busy: [], unknown: [], failure: null }
  if (account.paused) return { busy: [], unknown: calendars, failure: null }
  const ids = calendars.map(({ id }) => id)
  const answer = await deps.calendars.of(account).busy(ids, window)
  if (!answer.ok) return { busy: [], unknown: calendars, failure: answer.error }
  const { busyByCalendar } = answer.value
  return {
    busy: ids.flatMap((id) => busyByCalendar.get(id) ?? []),
    // Told to be unknown, or not mentioned at all: silence is not "free".
    unknown: calendars.filter(({ id }) => answer.value.unknown.includes(id) || !busyByCalendar.has(id)),
    failure: null,
  }
}

const stored = async (
  deps: Deps,
  keys: readonly string[],
  window: Interval,
): Promise<readonly Interval[]> => {
  if (keys.length === 0) return []
  const events = await deps.store.read(['events'], (tx) => tx.events.whereAny('calendarKey', keys))
  return busyOf(events, window, deps.clock.zone())
}
