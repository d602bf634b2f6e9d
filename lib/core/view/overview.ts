import type { Account, AccountView } from '../account.ts'

/** What the frame of the dashboard shows on every page. */
export type Overview = {
  readonly accounts: readonly AccountView[]
  /** Sessions that wait for an answer; sessions to propose times for, or whose client answered; writes that need the coach. */
  readonly waiting: number
  readonly toPropose: number
  readonly stuck: number
  /** The account whose first write waits for the coach's word on annotations (PRODUCT 7), or null. */
  readonly wantsConsent: Account | null
  /** Sessions whose outcome is parked until then. */
  readonly parked: number
  /** Accounts that may only be read although the coach wants outcomes written there. */
  readonly wantsAccess: readonly Account[]
}
