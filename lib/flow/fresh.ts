import type { Account } from '../core/account.ts'
import type { Calendar } from '../core/event.ts'
import { type Failure, retryOf } from '../core/failure.ts'
import type { Write } from '../core/outbox.ts'
import { err, type Result } from '../core/result.ts'
import { MINUTE, overlaps } from '../core/time.ts'
import type { Deps } from '../ports.ts'
import { readBusy } from './busy.ts'

/** What was looked at so shortly before is not looked at again. */
const FRESH = MINUTE

/**
 * Why an offered time must not be put on the calendar any more: between the coach's press and now (an invitation waits out the undo window,
 * a hold may have waited for a connection) somebody else took it (E49), or it has begun. While its calendar cannot say whether it is free it
 * waits: what is stored may be of before it was taken. Null: nothing stands against it. Our own event, written by an attempt whose answer
 * was lost, is nobody else's (E48).
 */
export const objection = async (
  deps: Deps,
  account: Account,
  calendar: Calendar,
  { operation, createdAt }: Write,
): Promise<Result<never, Failure> | null> => {
  if (operation.type !== 'insert') return null
  const { draft } = operation
  const now = deps.clock.now()
  const hasBegun = draft.start <= now
  if (!hasBegun) {
    if (now - createdAt < FRESH) return null
    const { busy, unknown } = await readBusy(deps, draft)
    const why = unknown.get(calendar.key) ?? null
    if (why !== null && retryOf(why).when !== 'never') return err(why)
    if (!busy.some((other) => overlaps(other, draft))) return null
  }
  const there = await deps.calendars.of(account).made(calendar, draft)
  if (there.ok) return null
  // Nobody is invited to a time that is over, however long the calendar cannot tell whether they were before.
  if (there.error.type !== 'not-found') return hasBegun ? there : null
  return err({ type: 'slot-taken' })
}
