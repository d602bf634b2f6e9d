import type { Head } from './answer.ts'
import type { EventDraft, EventPatch } from './event.ts'
import type { Failure } from './failure.ts'

/** What a queued write does; it carries every value, so that a replay reads no clock and no other row. */
export type WriteOperation =
  /** Put an answer on the event by the merge of PRODUCT 7. */
  | {
      readonly type: 'annotate'
      readonly participant: string
      readonly head: Head
      readonly base: readonly string[]
    }
  /** Set or remove marks of ours that need no merge (queue state, make-up link). */
  | { readonly type: 'mark'; readonly marks: Readonly<Record<string, string | null>> }
  | { readonly type: 'insert'; readonly draft: EventDraft }
  /** Change an event of our own making. `expects` is a mark that must still be there, else it is no longer ours to change. */
  | { readonly type: 'patch'; readonly patch: EventPatch; readonly expects: Readonly<Record<string, string>> }
  /** Remove an event of our own making, under the same condition. */
  | { readonly type: 'remove'; readonly expects: Readonly<Record<string, string>> }
  /** Take back everything of ours from an event ("Remove Afterward's annotations"). */
  | { readonly type: 'strip' }

/** One queued write. Writes of one lane (one event) go in order; a stuck row blocks no other lane. */
export type Write = {
  readonly id: string
  /** The same intent always has the same key: queued twice, written once (E38). */
  readonly idempotencyKey: string
  readonly accountId: string
  readonly calendarKey: string
  readonly calendarId: string
  readonly eventId: string
  /** `calendarKey/eventId`. */
  readonly lane: string
  readonly sequence: number
  /** The session it belongs to, so that a stuck row can say whose it is. */
  readonly sessionKey: string | null
  readonly operation: WriteOperation
  /**
   * queued: goes out when due · consent: waits for the coach's word on annotations or for write access · dead: refused for good,
   * shown with "retry" and "discard" · paused: arrived with a backup.
   */
  readonly state: 'queued' | 'consent' | 'dead' | 'paused'
  readonly attempts: number
  /** Epoch ms before which it is not tried again. */
  readonly nextAttemptAt: number
  readonly lastFailure: Failure | null
  readonly createdAt: number
}
