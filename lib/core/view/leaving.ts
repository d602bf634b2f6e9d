/** What an account that is to be removed would leave behind (E46). */
export type Leaving = {
  /** Events that carry something of ours. */
  readonly annotated: number
  /** Writes still waiting: sent once more, and listed as discarded where that fails. */
  readonly unwritten: number
}
