import type { Refused } from '../../components/use-act.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import type { Result } from '../../lib/core/result.ts'
import type { WaitingRow } from '../../lib/core/view/waiting.ts'
import { send } from '../../lib/messaging.ts'
import { keepSaved } from '../../lib/store/queries/drafts.ts'
import { booksForReading } from '../../lib/store/queries/live.ts'
import { newId } from '../prompt/card-wire.ts'

/**
 * Says of each of these sessions that it happened, for everybody in it, and remembers them as one thing to undo (E31). Stops at the
 * first refusal: what was saved before it stays saved, and can be undone.
 */
export const sayHappened = async (rows: readonly WaitingRow[]): Promise<Result<unknown, Refused>> => {
  const done: { sessionKey: string; participants: string[] }[] = []
  let refused: Result<unknown, Refused> | null = null
  for (const { key, kind, people } of rows) {
    if (kind === null) continue
    const participants = people.map(({ id }) => id)
    const reply = await send('answer', {
      intentId: newId(),
      sessionKey: key,
      kind,
      answers: participants.map((participant) => ({
        participant,
        said: { occurred: true as const },
        courtesy: false,
        minutes: null,
      })),
    })
    if (!reply.ok) {
      refused = reply
      break
    }
    done.push({ sessionKey: key, participants })
  }
  if (done.length > 0) await keepSaved(booksForReading(), { sessions: done }, correctedNow())
  return refused ?? { ok: true, value: null }
}
