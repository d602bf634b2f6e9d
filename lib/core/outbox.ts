import type { Head } from './answer.ts'
import type { EventDraft, EventPatch } from './event.ts'
import { type Failure, retryOf } from './failure.ts'
import { DAY, HOUR, MINUTE, SECOND } from './time.ts'
import type { Visible } from './visible.ts'

/** An answer whose write was given up, and what it would have replaced. */
export type GivenUp = { readonly id: string; readonly base: readonly string[] }

/** What a queued write does; it carries every value, so that a replay reads no clock and no other row. */
export type WriteOperation =
  /** Put an answer on the event by the merge of PRODUCT 7. */
  | {
      readonly type: 'annotate'
      readonly participant: string
      readonly head: Head
      readonly base: readonly string[]
      /** Answers given up of which nobody knows whether they had got there: each would then stand in the place of its own `base`. */
      readonly perhaps?: readonly GivenUp[]
      /** Answers that it replaces and that are not looked for there: where one stands there all the same, it goes along. */
      readonly earlier?: readonly string[]
      /** How the outcome is shown on the event itself, in the same patch; absent: it is not. */
      readonly visible?: Visible
    }
  /** Set or remove marks of ours that need no merge (queue state, make-up link). */
  | { readonly type: 'mark'; readonly marks: Readonly<Record<string, string | null>> }
  | { readonly type: 'insert'; readonly draft: EventDraft }
  /** Change an event of our own making. `expects` is a mark that must still be there, else it is no longer ours to change. */
  | { readonly type: 'patch'; readonly patch: EventPatch; readonly expects: Readonly<Record<string, string>> }
  /**
   * Remove an event of our own making, under the same condition. `tell`: its guests, who were named to the coach and are mailed that it
   * is off; with anybody else invited by now it is not ours to call off. `draft`: what it was to be made of, where nobody knows whether it
   * was, and so under which id (E48).
   */
  | {
      readonly type: 'remove'
      readonly expects: Readonly<Record<string, string>>
      readonly tell?: readonly string[]
      readonly draft?: EventDraft
    }
  /** Take back everything of ours from an event ("Remove Afterward's annotations"), or only what is seen of it. */
  | { readonly type: 'strip'; readonly only?: 'visible' }

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
  /** Other copies of the same meeting (lanes) whose calendar has refused it for good (E44). */
  readonly refusedBy?: readonly string[]
  /**
   * queued: goes out when due · consent: waits for the coach's word on annotations or for write access · dead: refused for good,
   * shown with "retry" and "discard" · paused: arrived with a backup.
   */
  readonly state: 'queued' | 'consent' | 'dead' | 'paused'
  /** Failures so far, as far as they let it be tried again or made it dead. */
  readonly attempts: number
  /** Noted before a creation goes out, since whoever dies on the way hears nothing: it may have got there (E48). */
  readonly tried?: boolean
  /** Epoch ms before which it is not tried again. */
  readonly nextAttemptAt: number
  readonly lastFailure: Failure | null
  readonly createdAt: number
}

/** What a flow hands over to be written; lane, order and bookkeeping are added on the way in. */
export type NewWrite = Pick<
  Write,
  'idempotencyKey' | 'accountId' | 'calendarKey' | 'calendarId' | 'eventId' | 'sessionKey' | 'operation'
> &
  Pick<Write, 'refusedBy'> & {
    readonly state?: 'queued' | 'consent'
    /** Epoch ms before which it does not go out: what others would see waits out the undo window. */
    readonly notBefore?: number
  }

/** The lane of an event: its writes go in order. */
export const laneOf = (calendarKey: string, eventId: string): string => `${calendarKey}/${eventId}`

/** A fresh row. Its id is its idempotency key, so that no two rows can carry the same intent (E38). */
export const writeOf = (write: NewWrite, sequence: number, now: number): Write => ({
  id: write.idempotencyKey,
  idempotencyKey: write.idempotencyKey,
  accountId: write.accountId,
  calendarKey: write.calendarKey,
  calendarId: write.calendarId,
  eventId: write.eventId,
  lane: laneOf(write.calendarKey, write.eventId),
  sequence,
  sessionKey: write.sessionKey,
  operation: write.operation,
  ...(write.refusedBy === undefined ? {} : { refusedBy: write.refusedBy }),
  state: write.state ?? 'queued',
  attempts: 0,
  nextAttemptAt: Math.max(now, write.notBefore ?? now),
  lastFailure: null,
  createdAt: now,
})

const FIRST_WAIT = 15 * SECOND
const LONGEST_WAIT = HOUR
/** Without a connection nobody is burdened by trying, and the coach waits for it to come back. */
const LONGEST_WAIT_OFFLINE = 5 * MINUTE
/** However long a provider asks to wait, a day later is soon enough to look again. */
const LONGEST_TOLD_WAIT = DAY

/**
 * How long to wait (ms) after so many failed attempts (1 for the first): doubling from 15 s to `longest` (an hour), spread over its upper half by
 * `chance` in [0, 1), never less than the provider told (`toldMs`), and spread beyond it, because others were told the same (E50).
 */
export const backoff = (
  attempts: number,
  toldMs: number | null,
  chance: number,
  longest = LONGEST_WAIT,
): number => {
  const full = Math.min(longest, FIRST_WAIT * 2 ** Math.min(Math.max(attempts - 1, 0), 30))
  const own = full * (0.5 + chance / 2)
  if (toldMs === null) return Math.round(own)
  const told = Math.min(Math.max(toldMs, 0), LONGEST_TOLD_WAIT)
  return Math.ceil(Math.max(own, told + FIRST_WAIT * chance))
}

/**
 * The row after a failure. What may pass by itself waits (E50); a sign-in leaves it untouched until the coach has signed in (E43);
 * missing write access parks it; a refusal makes it a dead row, kept to be seen (E44, E51).
 */
export const afterFailure = (write: Write, failure: Failure, now: number, chance: number): Write => {
  const retry = retryOf(failure)
  const failed = { ...write, lastFailure: failure }
  if (failure.type === 'scope-needed') return { ...failed, state: 'consent' }
  if (retry.when === 'after-sign-in') return failed
  const attempts = write.attempts + 1
  if (retry.when === 'never') return { ...failed, attempts, state: 'dead' }
  const longest = failure.type === 'offline' ? LONGEST_WAIT_OFFLINE : LONGEST_WAIT
  return { ...failed, attempts, nextAttemptAt: now + backoff(attempts, retry.notBeforeMs, chance, longest) }
}

/** The first queued row of every lane. Dead, parked and paused rows hold nobody up. */
const heads = (writes: readonly Write[]): readonly Write[] => {
  const first = new Map<string, Write>()
  for (const write of writes) {
    const other = first.get(write.lane)
    if (write.state === 'queued' && (other === undefined || write.sequence < other.sequence)) {
      first.set(write.lane, write)
    }
  }
  return [...first.values()]
}

/** The rows that can go out now: of every lane the first, when it is due; oldest first. */
export const dueWrites = (writes: readonly Write[], now: number): readonly Write[] =>
  heads(writes)
    .filter((write) => write.nextAttemptAt <= now)
    .sort((a, b) => a.createdAt - b.createdAt || a.sequence - b.sequence)

/** When (epoch ms) the next row is due, or null when nothing is queued. */
export const nextDue = (writes: readonly Write[]): number | null => {
  const times = heads(writes).map((write) => write.nextAttemptAt)
  return times.length === 0 ? null : Math.min(...times)
}

/** The row with an answer that will never be written, or not there, replaced in its base by what that one had replaced. */
export const withoutBase = (row: Write, discarded: Write): Write => {
  const { operation } = row
  const gone = discarded.operation
  if (operation.type !== 'annotate' || gone.type !== 'annotate' || !operation.base.includes(gone.head.id)) {
    return row
  }
  const base = [...new Set([...operation.base.filter((id) => id !== gone.head.id), ...gone.base])]
  return {
    ...row,
    operation: { ...operation, base, perhaps: [...(operation.perhaps ?? []), ...givenUp(gone)] },
  }
}

/** What is to be remembered of a write that is given up: its answer may have got there unheard (E48). */
const givenUp = (operation: WriteOperation): readonly GivenUp[] =>
  operation.type === 'annotate'
    ? [...(operation.perhaps ?? []), { id: operation.head.id, base: operation.base }]
    : []

/**
 * The heads that an answer means to replace among those that are `there`: its base, with what may have got there unheard, and with what those
 * had replaced, where it is there once more: it was seen, too. What an answer that was never written had replaced is asked for only while it is
 * there: what the calendar says since has taken its place, and the coach, who settles both, has seen that (PRODUCT 7, Merge).
 */
export const baseAmong = (
  { base, perhaps = [], earlier = [] }: Extract<WriteOperation, { type: 'annotate' }>,
  there: readonly Pick<Head, 'id'>[],
): readonly string[] => {
  const isThere = (id: string): boolean => there.some((head) => head.id === id)
  const latest = perhaps.findLast(({ id }) => isThere(id))
  const meant = latest === undefined ? base : [latest.id, ...base.filter((id) => !latest.base.includes(id))]
  const throughUnwritten = new Set(perhaps.flatMap(({ base }) => base))
  return [
    ...meant.filter((id) => isThere(id) || !throughUnwritten.has(id)),
    ...earlier.filter((id) => isThere(id)),
  ]
}
