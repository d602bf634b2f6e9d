import type { Said } from '../../lib/core/answer.ts'
import type { Kind } from '../../lib/core/policy.ts'

/** One client's place in one session, by the address they were invited at. */
export type Place = { readonly sessionKey: string; readonly address: string }

/** A program as the coach entered it, for one client. Dates 'YYYY-MM-DD', both included. */
export type Package = {
  readonly id: string
  readonly clientId: string
  readonly sessions: number
  readonly alreadyUsed: number
  readonly from: string
  readonly to: string | null
  readonly perMonth: number | null
}

/**
 * What the coach did in the year, in order, as a careful person would have written it down on paper: the only thing that the recount looks at.
 * Times in epoch ms.
 */
export type Entry =
  | { readonly what: 'client'; readonly id: string; readonly name: string; readonly address: string }
  | ({
      readonly what: 'said'
      readonly at: number
      readonly start: number
      readonly end: number
      readonly kind: Kind
      readonly said: Said
      readonly courtesy: boolean
      readonly minutes: number | null
    } & Place)
  | ({ readonly what: 'taken-back'; readonly at: number } & Place)
  | ({ readonly what: 'noted'; readonly minutes: number | null } & Place)
  | { readonly what: 'policy'; readonly noticeMs: number; readonly freeMisses: number }
  | ({ readonly what: 'program' } & Package)
  | { readonly what: 'merged' | 'split'; readonly clientId: string; readonly otherId: string }
  /** `sessionKey` makes up for `of`, which began at `ofStart`. */
  | { readonly what: 'make-up'; readonly sessionKey: string; readonly of: Place; readonly ofStart: number }

export type Diary = readonly Entry[]
