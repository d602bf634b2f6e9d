import { ok, type Result } from '../core/result.ts'
import { partsOf, type Session } from '../core/session.ts'
import type { Deps } from '../ports.ts'
import { HOLD_TABLES, markQueue } from './holds.ts'
import { undo } from './undo.ts'

/**
 * Lets go of what a session stands for, before it is removed or is somebody else's: one that "moved" to it waits for an answer again, one
 * that was sent back waits in the queue. Nothing else is left of either. Again is the same as once (E38).
 */
export const releaseOriginal = async (
  deps: Deps,
  { key, makeupOf }: Pick<Session, 'key' | 'makeupOf'>,
  intentId: string,
): Promise<Result<null, never>> => {
  if (makeupOf === null) return ok(null)
  const { sessionKey, participant } = partsOf(makeupOf)
  const now = deps.clock.now()
  const hasMoved = await deps.store.write(HOLD_TABLES, async (tx) => {
    const original = await tx.sessions.get(sessionKey)
    const outcome = original?.participants.find(({ id }) => id === participant)?.outcome ?? null
    const item = await tx.queue.get(makeupOf)
    if (item?.makeupKey === key) {
      if (outcome !== null && !outcome.reschedule) await tx.queue.remove(item.id)
      else {
        await tx.queue.put({ ...item, state: 'open', makeupKey: null })
        if (original !== undefined) await markQueue(tx, original, participant, 'open', now)
      }
    }
    const row = await tx.sessions.get(key)
    if (row?.makeupOf === makeupOf && outcome?.code !== 'moved')
      await tx.sessions.put({ ...row, makeupOf: null })
    return outcome?.code === 'moved'
  })
  // Its undo takes the link with it (DECISIONS 58).
  if (hasMoved)
    await undo(deps, { intentId: `${intentId} original`, sessionKey, participants: [participant] })
  return ok(null)
}
