/** What a test may set of how this Outlook behaves, at any time. */
export type Settings = {
  /** Requests at once on one mailbox before 429 (API B: 4), and how long such a refusal asks to wait, s. */
  concurrent: number
  retryAfter: number
  /** Requests by mailbox in ten minutes (API B: 10,000). */
  perTenMinutes: number
  /** How long every answer takes, ms, by the emulator's `sleep`. */
  latencyMs: number
  /** The most items on one page, whatever is asked; and every how many pages an empty one comes (0: never). */
  pageLimit: number
  emptyPageEvery: number
  /** How a repeated `transactionId` is answered (API B: both were seen). */
  duplicateStatus: 400 | 409
  /** Bodies come as HTML whatever the client prefers. */
  htmlBodies: boolean
  /** A meeting that its guest declined stays on their calendar ("save declined events"). */
  keepsDeclined: boolean
  /** Every occurrence comes as in a delta: id, times, series and nothing else. */
  skeletons: boolean
  /** The most categories a mailbox holds. */
  maxCategories: number
}

/** As Exchange behaves, where it was seen or is documented. */
export const defaultSettings = (): Settings => ({
  concurrent: 4,
  retryAfter: 2,
  perTenMinutes: 10_000,
  latencyMs: 0,
  pageLimit: 1000,
  emptyPageEvery: 0,
  duplicateStatus: 409,
  htmlBodies: false,
  keepsDeclined: false,
  skeletons: false,
  maxCategories: 1000,
})
