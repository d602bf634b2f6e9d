/** A client's package (PRODUCT 1). Dates are 'YYYY-MM-DD' in `zone`, both included. */
export type Program = {
  readonly id: string
  readonly clientId: string
  readonly name: string
  readonly sessions: number
  /** How many were used before Afterward came. */
  readonly alreadyUsed: number
  readonly from: string
  readonly to: string | null
  /** Sessions a month without roll-over, or null. */
  readonly perMonth: number | null
  readonly zone: string
  readonly createdAt: number
}
