import type { Act } from '../../components/use-act.ts'
import type { SavedView } from '../../lib/core/view/saved.ts'
import { send } from '../../lib/messaging.ts'
import { newId } from '../prompt/card-wire.ts'

/** Takes back what was saved last, as one (E31): stops at the first session that cannot be taken back. */
export const undoSaved = (act: Act, saved: SavedView, done: () => void): void =>
  act.run(
    'undo',
    async () => {
      let last: Awaited<ReturnType<typeof send<'undo'>>> = { ok: true, value: { answerIds: [] } }
      for (const { sessionKey, participants } of saved.sessions) {
        last = await send('undo', { intentId: newId(), sessionKey, participants: [...participants] })
        if (!last.ok) return last
      }
      return last
    },
    done,
  )
