import { ok, type Result } from '../core/result.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps } from '../ports.ts'
import { endProposal, HOLD_TABLES, markQueue } from './holds.ts'

/** Takes the offered times back: the holds go, the session waits in the queue again. Again and again is the same as once (E38). */
export const withdraw = (
  deps: Deps,
  { proposalId }: { readonly proposalId: string },
): Promise<Result<null, Refused<'not-found'>>> => {
  const now = deps.clock.now()
  return deps.store.write(HOLD_TABLES, async (tx) => {
    const proposal = await tx.proposals.get(proposalId)
    // A chosen time is a session by now: that is not taken back by withdrawing an offer.
    if (proposal === undefined || proposal.state === 'chosen') return refused('not-found')
    await endProposal(tx, proposal, 'withdrawn', now)
    return ok(null)
  })
}

/** The coach lets a session go: it leaves the queue, and times on offer for it are withdrawn (PRODUCT 6). A booked one stays booked. */
export const letGo = (
  deps: Deps,
  { queueId }: { readonly queueId: string },
): Promise<Result<null, Refused<'not-found'>>> => {
  const now = deps.clock.now()
  return deps.store.write(HOLD_TABLES, async (tx) => {
    const item = await tx.queue.get(queueId)
    if (item === undefined || item.state === 'booked') return refused('not-found')
    const proposals = await tx.proposals.where('after', queueId)
    for (const proposal of proposals.filter(({ purpose }) => purpose === 'makeup'))
      await endProposal(tx, proposal, 'withdrawn', now)
    if (item.state === 'off') return ok(null)
    await tx.queue.put({ ...item, state: 'off', proposalId: null })
    const session = await tx.sessions.get(item.sessionKey)
    if (session !== undefined) await markQueue(tx, session, item.participant, 'off', now)
    return ok(null)
  })
}
