import type { Kind } from './policy.ts'

/** What a rule looks at (PRODUCT 3). Addresses and words are compared without case. */
export type RuleMatch =
  | { readonly type: 'calendar'; readonly calendarKey: string }
  | { readonly type: 'title'; readonly words: string }
  | { readonly type: 'attendee'; readonly addressOrDomain: string }
  | { readonly type: 'organiser'; readonly addressOrDomain: string }
  | { readonly type: 'colour'; readonly colour: string }
  | { readonly type: 'category'; readonly category: string }
  | { readonly type: 'tool'; readonly tool: 'calendly' | 'acuity' | 'cal.com' | 'zoom-scheduler' }
  /** The coach's word for one session key, one series or one client. */
  | { readonly type: 'session'; readonly sessionKey: string }
  | { readonly type: 'series'; readonly uid: string }
  /** Everyone who is invited: any event with another person. */
  | { readonly type: 'anyone' }

/** One recognition rule; they are tried by `order`, the first match wins. */
export type Rule = {
  readonly id: string
  readonly order: number
  readonly include: boolean
  /** The kind it gives its sessions, or null: from the client, else asked. */
  readonly kind: Kind | null
  readonly match: RuleMatch
}
