import type { AccountView } from './account.ts'

/** What the frame of the dashboard shows on every page. */
export type Overview = {
  readonly accounts: readonly AccountView[]
  /** Sessions that wait for an answer; queue items without a proposal; writes that need the coach. */
  readonly waiting: number
  readonly toPropose: number
  readonly stuck: number
  /** Writes parked until the coach has said whether outcomes may be written (PRODUCT 7); 0 once that is said. */
  readonly wantsConsent: number
  readonly setUp: boolean
}
