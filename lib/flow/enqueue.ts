import { laneOf, type NewWrite, writeOf } from '../core/outbox.ts'
import type { Tx } from '../ports.ts'

/**
 * Puts writes behind the others of their event, inside the caller's transaction. A write whose idempotency key is queued already is
 * left out (E38). `now` in epoch ms.
 */
export const enqueue = async (
  tx: Tx<'outbox'>,
  write: NewWrite | readonly NewWrite[],
  now: number,
): Promise<void> => {
  const writes: readonly NewWrite[] = 'idempotencyKey' in write ? [write] : write
  for (const next of writes) {
    const queued = await tx.outbox.where('lane', laneOf(next.calendarKey, next.eventId))
    const last = queued.reduce((highest, row) => Math.max(highest, row.sequence), 0)
    await tx.outbox.add(writeOf(next, last + 1, now))
  }
}
