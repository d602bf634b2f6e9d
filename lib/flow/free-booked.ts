import { MARK } from '../core/annotation.ts'
import type { Write } from '../core/outbox.ts'
import type { Session } from '../core/session.ts'
import { type HoldTx, markQueue } from './holds.ts'

/** What waited in the queue with the session `key` booked for it waits without; where its answer sends nothing back any more, it leaves. */
export const freeBooked = async (
  tx: HoldTx,
  place: string,
  original: Session | undefined,
  key: string,
  now: number,
): Promise<void> => {
  const item = await tx.queue.get(place)
  if (item?.makeupKey !== key) return
  const outcome = original?.participants.find(({ id }) => id === item.participant)?.outcome ?? null
  const leaves = outcome !== null && !outcome.reschedule
  if (leaves) await tx.queue.remove(place)
  else {
    const notBooked = [...(item.notBooked ?? []), key]
    await tx.queue.put({ ...item, state: 'open', makeupKey: null, notBooked })
  }
  // Also where it leaves: an answer that sends it back again would find it booked.
  if (original !== undefined) await markQueue(tx, original, item.participant, leaves ? '' : 'open', now)
}

/**
 * What waited in the queue waits again where the event that was to become its make-up was deleted before it was a session here: nothing would
 * ever stand for it.
 */
export const freeVain = async (tx: HoldTx, { operation }: Write, now: number): Promise<void> => {
  const place = operation.type === 'patch' ? operation.patch.marks?.[MARK.makeupOf] : null
  const item = place ? await tx.queue.get(place) : undefined
  if (item?.state !== 'booked' || item.makeupKey === null) return
  if ((await tx.sessions.get(item.makeupKey)) !== undefined) return
  await freeBooked(tx, item.id, await tx.sessions.get(item.sessionKey), item.makeupKey, now)
}
