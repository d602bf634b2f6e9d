import { ok, type Result } from '../core/result.ts'
import { participantKey, partsOf, type Session } from '../core/session.ts'
import type { Deps } from '../ports.ts'
import { freeBooked } from './free-booked.ts'
import { HOLD_TABLES } from './holds.ts'
import { placesOf } from './places-of.ts'
import { undo } from './undo.ts'

/**
 * Lets go of what a session stands for, before it is removed or is somebody else's: whoever "moved" to it waits for an answer again, and
 * what was sent back waits in the queue. Nothing else is left of either. Again is the same as once (E38).
 */
export const releaseOriginal = async (
  deps: Deps,
  { key, makeupOf }: Pick<Session, 'key' | 'makeupOf'>,
  intentId: string,
): Promise<Result<null, never>> => {
  if (makeupOf === null) return ok(null)
  const { sessionKey } = partsOf(makeupOf)
  const now = deps.clock.now()
  const moved = await deps.store.write([...HOLD_TABLES, 'clients'], async (tx) => {
    const original = await tx.sessions.get(sessionKey)
    const row = await tx.sessions.get(key)
    const others = original === undefined || row === undefined ? [] : await placesOf(tx, original, row)
    const places = [...new Set([makeupOf, ...others])]
    for (const place of places) await freeBooked(tx, place, original, key, now)
    const said = original?.participants.filter(({ outcome }) => outcome?.code === 'moved') ?? []
    const hasMoved = said.map(({ id }) => participantKey(sessionKey, id)).filter((id) => places.includes(id))
    // The undo of those takes the link with it (DECISIONS 58); until then it leads here, should this be cut short.
    const link = hasMoved.includes(makeupOf) ? makeupOf : (hasMoved[0] ?? null)
    if (row?.makeupOf === makeupOf && link !== makeupOf) await tx.sessions.put({ ...row, makeupOf: link })
    return hasMoved.map((place) => partsOf(place).participant)
  })
  if (moved.length > 0)
    await undo(deps, { intentId: `${intentId} original`, sessionKey, participants: moved })
  return ok(null)
}
