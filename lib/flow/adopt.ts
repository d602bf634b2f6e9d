import { adoptHeads } from '../core/adoption.ts'
import { readMarks } from '../core/annotation.ts'
import { queueItemWith } from '../core/queue.ts'
import { participantKey, type Session } from '../core/session.ts'
import { type Books, keepBooks } from './books.ts'

/**
 * Takes over what an event's marks say, inside the transaction of a pull or of our own write's echo (PRODUCT 7: pulled heads replace
 * published local state; nobody decides again). Returns the session as it then is, for the caller to put; the same session
 * when nothing is new. Marks that cannot be read are no marks. `now` in epoch ms.
 */
export const adopt = async (
  tx: Books,
  session: Session,
  marks: Readonly<Record<string, string>>,
  now: number,
): Promise<Session> => {
  const read = readMarks(marks)
  if (read.heads.size === 0 && read.queue.size === 0) return session
  const local = await tx.answers.where('sessionKey', session.key)
  const changed = session.participants.flatMap((participant) =>
    adoptHeads(
      local.filter((answer) => answer.participant === participant.id),
      read.heads.get(participant.id) ?? [],
      { sessionKey: session.key, participant: participant.id },
    ),
  )
  await tx.answers.putMany(changed)
  const kept = changed.length === 0 ? session : await keepBooks(tx, session, now)
  for (const participant of session.participants) {
    const item = await tx.queue.get(participantKey(session.key, participant.id))
    const after = item === undefined ? undefined : queueItemWith(item, read.queue.get(participant.id))
    if (after !== undefined && after !== item) await tx.queue.put(after)
  }
  return kept
}
