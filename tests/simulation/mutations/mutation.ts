/** A slip that somebody could make in the product: in a file of `lib`, these words instead of those. */
export type Mutation = {
  readonly name: string
  /** Below `lib/`. */
  readonly file: string
  /** Must be there exactly once. */
  readonly from: string
  readonly to: string
  /** The edition of plans whose acts it is about, where in today's they have become too rare to say in how few seeds it is noticed. */
  readonly edition?: number
}
