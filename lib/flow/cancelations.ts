import type { Kind, Policy } from '../core/policy.ts'
import { participantKey, type Session } from '../core/session.ts'
import type { Tx } from '../ports.ts'

/** The reschedule queue once the calendar showed a session canceled in time, or took that back (E06). `now` in epoch ms. */
export const keepCancelation = async (
  tx: Tx<'queue'>,
  session: Session,
  policy: Policy,
  now: number,
): Promise<void> => {
  const kind: Kind = session.kind ?? session.ruleKind ?? 'paid'
  for (const { id: participant, outcome } of session.participants) {
    if (outcome !== null) continue
    const id = participantKey(session.key, participant)
    if (session.standing !== 'canceled') {
      const item = await tx.queue.get(id)
      // What was offered or let go meanwhile is the coach's.
      if (item?.state === 'open' && item.proposalId === null) await tx.queue.remove(id)
    } else if (policy.rows[`${kind}/canceled-in-time`].reschedule) {
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
}
