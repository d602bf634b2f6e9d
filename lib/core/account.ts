import type { Calendar } from './event.ts'
import type { Failure } from './failure.ts'
import type { Interval } from './time.ts'

/** A calendar account the coach connected; tokens are kept elsewhere. */
export type Account = {
  readonly id: string
  readonly provider: Calendar['provider']
  readonly email: string
  readonly name: string
  readonly access: 'read' | 'write'
  /** ok · sign-in: needs one click of the coach, questions go on (E43) · removed never stored. */
  readonly state: 'ok' | 'sign-in'
  readonly connectedAt: number
}

/** The key of a calendar over all accounts: two accounts may both see a calendar with the same provider's id (E11). */
export const calendarKeyOf = (accountId: string, calendarId: string): string => `${accountId}/${calendarId}`

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
}

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
