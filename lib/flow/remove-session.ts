import { isByHand } from '../core/by-hand.ts'
import { ok, type Result } from '../core/result.ts'
import { participantKey } from '../core/session.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps } from '../ports.ts'
import { endProposal, HOLD_TABLES } from './holds.ts'
import { noteDraftId } from './note.ts'
import { releaseOriginal } from './release-original.ts'
import { undo } from './undo.ts'

/**
 * Takes a session away that was added by hand. Its answer is taken back first, by compensating entries that stay in the audit view; times
 * held for it are released; its notes go with it; what it made up for waits again. Cut short in between it stands there unanswered, and can be removed again. Fails
 * with `not-found` for a session that a calendar holds; one that is gone already is success (E38).
 */
export const removeSession = async (
  deps: Deps,
  { intentId, sessionKey }: { readonly intentId: string; readonly sessionKey: string },
): Promise<Result<null, Refused<'not-found'>>> => {
  const session = await deps.store.read(['sessions'], (tx) => tx.sessions.get(sessionKey))
  if (session === undefined) return ok(null)
  if (!isByHand(session)) return refused('not-found')
  const participants = session.participants.map(({ id }) => id)
  const undone = await undo(deps, { intentId, sessionKey, participants })
  if (!undone.ok) return undone
  await releaseOriginal(deps, session, intentId)
  const now = deps.clock.now()
  return deps.store.write([...HOLD_TABLES, 'notes', 'drafts'], async (tx) => {
    for (const participant of participants) {
      const id = participantKey(sessionKey, participant)
      const offered = await tx.proposals.where('after', id)
      for (const proposal of offered.filter(({ purpose }) => purpose === 'makeup')) {
        await endProposal(tx, proposal, 'withdrawn', now)
      }
      await tx.queue.remove(id)
      await tx.notes.remove(id)
      await tx.drafts.remove(noteDraftId(sessionKey, participant))
    }
    await tx.sessions.remove(sessionKey)
    return ok(null)
  })
}
