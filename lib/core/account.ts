import type { Calendar } from './event.ts'
import type { Failure } from './failure.ts'
import { type Interval, MINUTE } from './time.ts'

/** A calendar account the coach connected; tokens are kept elsewhere. */
export type Account = {
  readonly id: string
  readonly provider: Calendar['provider']
  readonly email: string
  readonly name: string
  /** The name to sign in with, where it is another than the address. */
  readonly signInName?: string
  readonly access: 'read' | 'write'
  /** ok · sign-in: needs one click of the coach, questions go on (E43) · removed never stored. */
  readonly state: 'ok' | 'sign-in'
  readonly connectedAt: number
  /** What the coach calls it; absent or '': its address. */
  readonly label?: string
  /** Not read, not written to and not asked about until the coach resumes it; absent: it is not. */
  readonly paused?: boolean
}

/** True for an account that cannot go on without the coach. One that is paused waits for nobody. */
export const needsSignIn = ({ state, paused }: Pick<Account, 'state' | 'paused'>): boolean =>
  state === 'sign-in' && paused !== true

/** The calendar services that are signed in to; Practice is not. */
export type SignInProvider = Exclude<Account['provider'], 'practice'>

/** The key of a calendar over all accounts: two accounts may both see a calendar with the same provider's id (E11). */
export const calendarKeyOf = (accountId: string, calendarId: string): string => `${accountId}/${calendarId}`

/** True for a calendar whose service mails everybody who is added to an event: Graph leaves no choice (API B). Its accounts are `outlook:…`. */
export const alwaysMails = (calendarKey: string): boolean => calendarKey.startsWith('outlook:')

/** What a chosen calendar knows about its own syncing. */
export type CalendarRecord = Calendar & {
  readonly chosen: boolean
  /** Provider's cursor, saved only with the last page of a pull. */
  readonly cursor: string | null
  /** The stretch of time the cursor's first sync covered. */
  readonly window: Interval | null
  /** Time (epoch ms) of the last complete pull, and of the last daily slice. */
  readonly pulledAt: number | null
  readonly slicedAt: number | null
  readonly lastFailure: Failure | null
  readonly malformed: number
  /** Events read so far by a first pull that is still under way (E53); absent or null otherwise. */
  readonly progress?: number | null
}

/** An account with its calendars and the age of what is known of them. */
export type AccountView = {
  readonly account: Account
  /** Primary first, then by name. */
  readonly calendars: readonly CalendarRecord[]
  readonly chosen: number
  /** When every watched calendar was last read completely, epoch ms; null when one never was. */
  readonly pulledAt: number | null
  /** Events read so far by first pulls that are still under way (E53). */
  readonly progress: number
  /** Events that could not be read and were skipped (E52). */
  readonly malformed: number
}

/** The practice account (PRODUCT 10): there is one, and it needs no sign-in. Reserved names, so that no letter can reach anybody. */
export const PRACTICE_ACCOUNT = {
  id: 'practice',
  provider: 'practice',
  email: 'coach@practice.example',
  name: 'Practice',
  access: 'write',
} as const satisfies Partial<Account>

/** True for a calendar of Practice, which is kept on this machine: what others send, it does not. */
export const mailsNobody = (calendarKey: string): boolean =>
  calendarKey.startsWith(calendarKeyOf(PRACTICE_ACCOUNT.id, ''))

/** How long before Practice was connected a session may have ended and still be asked about, ms: its month holds exactly one such. */
const PRACTISED = 10 * MINUTE

/**
 * What ended by then (epoch ms) in this account came before Afterward, or before the account, and is not asked about (E30). Practice is
 * there to be tried, so the session that has "just ended" in it is asked about. `account` undefined: only when Afterward came is known.
 */
export const historyBefore = (
  account: Pick<Account, 'provider' | 'connectedAt'> | undefined,
  installedAt: number,
): number =>
  account?.provider === 'practice'
    ? account.connectedAt - PRACTISED
    : Math.max(installedAt, account?.connectedAt ?? 0)

/** Nothing known of its syncing: as a calendar is found, and as it is left. */
const UNREAD = {
  cursor: null,
  window: null,
  pulledAt: null,
  slicedAt: null,
  lastFailure: null,
  malformed: 0,
} as const

/** A calendar as it is first found. */
export const recordOf = (calendar: Calendar, chosen: boolean): CalendarRecord => ({
  ...calendar,
  chosen,
  ...UNREAD,
})

/** The same calendar chosen, or left: then nothing of its syncing is kept, so that it starts over when it is chosen again. */
export const choose = (record: CalendarRecord, chosen: boolean): CalendarRecord =>
  chosen ? { ...record, chosen } : { ...record, chosen, ...UNREAD, progress: null }

/**
 * What the provider's list makes of the calendars kept. Names, roles and zones are the provider's, the choice and the syncing are
 * ours. New ones are not chosen, but for the primary one of a new account. One that is missing from the list stays while it is
 * chosen: its next pull says what is wrong with it.
 */
export const mergeCalendars = (
  kept: readonly CalendarRecord[],
  listed: readonly Calendar[],
): { readonly put: readonly CalendarRecord[]; readonly remove: readonly string[] } => {
  const known = new Map(kept.map((record) => [record.key, record]))
  const keys = new Set(listed.map(({ key }) => key))
  return {
    put: listed.map((calendar) => {
      const record = known.get(calendar.key)
      return record ? { ...record, ...calendar } : recordOf(calendar, kept.length === 0 && calendar.primary)
    }),
    remove: kept.filter(({ key, chosen }) => !chosen && !keys.has(key)).map(({ key }) => key),
  }
}

/** Why something about an account was not done, for the page to put in words. */
export type AccountRefusal = {
  readonly reason:
    | 'not-found'
    | 'no-client-id'
    | 'sign-in-unknown'
    | 'sign-in-denied'
    | 'sign-in-expired'
    | 'sign-in-admin'
    | 'sign-in-client'
    | 'calendar'
  readonly failure: Failure | null
}
