import { kindOf } from '../core/client.ts'
import { ok, type Result } from '../core/result.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { findClient } from './client-of.ts'
import { endProposal, HOLD_TABLES, markQueue } from './holds.ts'
import { linkMoved } from './moved.ts'
import { isWaiting } from './offer.ts'

/** The coach's word on "Moved to Thu 14:00?": a session that the client booked in some other way is the make-up, or is not. */
export type SayMoved = { readonly queueId: string; readonly sessionKey: string; readonly moved: boolean }

/**
 * Links what was sent back with the session that it turned out to be moved to, as if that one had been chosen; whatever is still on offer
 * is withdrawn. "Not so" is remembered, so that it is asked once (PRODUCT 6). Again is the same as once; `not-found` when either is gone,
 * or the session makes up for another one.
 */
export const sayMoved = (
  deps: Deps,
  { queueId, sessionKey, moved }: SayMoved,
): Promise<Result<null, Refused<'not-found'>>> => {
  const now = deps.clock.now()
  return deps.store.write([...HOLD_TABLES, 'clients'], async (tx) => {
    const item = await tx.queue.get(queueId)
    const from = item === undefined ? undefined : await tx.sessions.get(item.sessionKey)
    const participant = from?.participants.find(({ id }) => id === item?.participant)
    const to = await tx.sessions.get(sessionKey)
    if (item === undefined || from === undefined || participant === undefined || to === undefined)
      return refused('not-found')
    if (!moved) {
      const notMovedTo = [...new Set([...(item.notMovedTo ?? []), sessionKey])]
      await tx.queue.put({ ...item, notMovedTo })
      return ok(null)
    }
    if (item.state === 'booked' && item.makeupKey === sessionKey) return ok(null)
    if (!isWaiting(item) || to.makeupOf !== null) return refused('not-found')
    const open = (await tx.proposals.where('after', queueId)).filter(({ purpose }) => purpose === 'makeup')
    for (const proposal of open) await endProposal(tx, proposal, 'withdrawn', now)
    const kind = kindOf(from, await findClient(tx, from, participant)) ?? 'paid'
    const settings = await settingsOf(tx)
    await linkMoved(tx, from, { participant: participant.id, toKey: sessionKey, kind }, settings, now)
    await tx.queue.put({ ...item, state: 'booked', proposalId: null, makeupKey: sessionKey })
    await markQueue(tx, from, item.participant, `booked:${sessionKey}`, now)
    return ok(null)
  })
}
