import { useState } from 'preact/hooks'
import { lazy } from '../../components/lazy.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { SavedBar } from '../../components/saved-bar.tsx'
import { useAct } from '../../components/use-act.ts'
import type { SavedView } from '../../lib/core/view/saved.ts'
import { send } from '../../lib/messaging.ts'
import { newId } from './card-wire.ts'

const WiredLetterDialog = lazy(async () => (await import('./wired-letter-dialog.tsx')).WiredLetterDialog)

/** Takes back everything that was saved as one, session by session (E31). */
const undoAll = async (saved: SavedView) => {
  for (const session of saved.sessions) {
    const { sessionKey, participants } = session
    const reply = await send('undo', { intentId: newId(), sessionKey, participants: [...participants] })
    if (!reply.ok) return reply
  }
  return { ok: true as const, value: null }
}

/** The line of the last answer, over the live books. */
export const WiredSaved = ({
  saved,
  hidden,
  onUndone,
  onNotes,
  onBookNext,
}: {
  readonly saved: SavedView
  /** A private screen shows no name. */
  readonly hidden: boolean
  readonly onUndone?: (sessionKey: string) => void
  readonly onNotes: (sessionKey: string) => void
  readonly onBookNext: (sessionKey: string) => void
}) => {
  const act = useAct()
  const [letter, setLetter] = useState(false)
  const first = saved.sessions[0]?.sessionKey ?? ''
  return (
    <>
      <SavedBar
        saved={saved}
        hidden={hidden}
        busy={act.busy.size > 0}
        onUndo={() =>
          act.run(
            'undo',
            () => undoAll(saved),
            () => onUndone?.(first),
          )
        }
        onNotes={() => onNotes(first)}
        onBookNext={() => onBookNext(first)}
        onLetter={() => setLetter(true)}
      />
      <RefusalNote act={act} names={['undo']} />
      {letter && (
        <WiredLetterDialog
          sessionKey={first}
          participant={saved.sessions[0]?.participants[0] ?? ''}
          onClose={() => setLetter(false)}
        />
      )}
    </>
  )
}
