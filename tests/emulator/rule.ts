/** A recurrence rule in the terms of RFC 5545, as every provider's half reads its own words into it. */
export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'

/** A weekday of BYDAY (1 Monday … 7 Sunday), `nth` of the month where numbered. */
export type RuleDay = { readonly weekday: number; readonly nth: number | null }

export type Rule = {
  readonly frequency: Frequency
  readonly interval: number
  readonly count: number | null
  /** The last day of an all-day rule, or the last instant (epoch ms, inclusive) of a timed one. */
  readonly until: { readonly date: string } | { readonly ms: number } | null
  readonly byDay: readonly RuleDay[]
  readonly byMonthDay: readonly number[]
  readonly byMonth: readonly number[]
  readonly bySetPos: readonly number[]
  readonly weekStart: number
}
