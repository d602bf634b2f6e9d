import type { Refused } from '../../components/use-act.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import type { Kind } from '../../lib/core/policy.ts'
import type { Result } from '../../lib/core/result.ts'
import { send } from '../../lib/messaging.ts'
import { keepSaved, type Saved } from '../../lib/store/queries/drafts.ts'
import { booksForReading } from '../../lib/store/queries/live.ts'
import { newId } from './card-wire.ts'

/** A session, and who in it is meant; one of which nobody has said whether it is paid cannot be answered so, and is passed over. */
type Happened = {
  readonly key: string
  readonly kind: Kind | null
  readonly people: readonly { readonly id: string }[]
}

/**
 * Says of each of these sessions that it happened, and remembers them as one thing to undo (E31). Stops at the first refusal and
 * tells what was saved until then, which can be undone; the refusal itself when that was nothing.
 */
export const sayHappened = async (rows: readonly Happened[]): Promise<Result<Saved['sessions'], Refused>> => {
  const sessions: { sessionKey: string; participants: string[] }[] = []
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
      if (sessions.length === 0) return reply
      break
    }
    sessions.push({ sessionKey: key, participants })
  }
  await keepSaved(booksForReading(), { sessions }, correctedNow())
  return { ok: true, value: sessions }
}
