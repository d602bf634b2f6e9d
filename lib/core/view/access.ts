import type { Account } from '../account.ts'

/** What the page that asks for write access shows. */
export type AccessView = {
  readonly account: Account
  /** Sessions whose outcome is not in the calendar yet. */
  readonly waiting: number
}
