import { kindOf } from '../core/client.ts'
import type { Policy } from '../core/policy.ts'
import { participantKey, type Session } from '../core/session.ts'
import type { Tx } from '../ports.ts'
import { findClient } from './client-of.ts'

/**
 * The reschedule queue once the calendar showed a session canceled in time, or took that back (E06). Each one's own kind decides (E40); of
 * whom it was never said waits like one who pays. `now` in epoch ms.
 */
export const keepCancelation = async (
  tx: Tx<'queue' | 'clients'>,
  session: Session,
  policy: Policy,
  now: number,
): Promise<void> => {
  for (const one of session.participants) {
    const { id: participant, outcome } = one
    if (outcome !== null) continue
    const id = participantKey(session.key, participant)
    if (session.standing !== 'canceled') {
      const item = await tx.queue.get(id)
      // What was offered or let go meanwhile is the coach's.
      if (item?.state === 'open' && item.proposalId === null) await tx.queue.remove(id)
      continue
    }
    const kind = kindOf(session, await findClient(tx, session, one)) ?? 'paid'
    if (policy.rows[`${kind}/canceled-in-time`].reschedule)
      await tx.queue.add({
        id,
        sessionKey: session.key,
        participant,
        state: 'open',
        proposalId: null,
        makeupKey: null,
        since: now,
      })
  }
}
