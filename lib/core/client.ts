import type { Kind } from './policy.ts'

/**
 * A person: a set of addresses and of participants (PRODUCT 1). Sessions and ledger entries hang on participants, never on a
 * client, so that merging and unmerging touch nothing else (E17).
 */
export type Client = {
  readonly id: string
  readonly name: string
  /** Lower-case addresses by which an attendee is this client. */
  readonly addresses: readonly string[]
  /** Normalised titles by which an event without attendees is this client's (E19). */
  readonly titles: readonly string[]
  /** Participants linked by the coach's word, as `sessionKey#participant`. */
  readonly participants: readonly string[]
  /** Kind from an instant on, oldest first; the kind of a session is that of its own time (E40). Empty: never asked. */
  readonly kinds: readonly { readonly from: number; readonly kind: Kind }[]
  readonly dontAsk: boolean
  readonly createdAt: number
}
