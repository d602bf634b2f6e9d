import { useEffect, useState } from 'preact/hooks'
import { SavedToast } from '../../components/dashboard/saved-toast.tsx'
import { LiveRegion } from '../../components/feedback.tsx'
import { savedWords } from '../../components/saved-bar.tsx'
import type { Act } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import { live } from '../../lib/store/queries/live.ts'
import { savedView } from '../../lib/store/queries/saved.ts'
import { undoSaved } from './undo.ts'

/** The line after an answer and its "Undo", shown only for what was answered on this page: `shown` says so until `onClose`. */
export const LastSaved = ({
  shown,
  partly = '',
  act,
  onClose,
}: {
  readonly shown: boolean
  readonly partly?: string
  readonly act: Act
  readonly onClose: () => void
}) => {
  const [undone, setUndone] = useState(false)
  const { value: saved } = useLive(() => live((db) => savedView(db, correctedNow())), [])
  useEffect(() => {
    if (shown) setUndone(false)
  }, [shown])
  return (
    <>
      <LiveRegion message={undone ? t('past_undone') : shown && saved ? savedWords(saved) : ''} />
      {shown && saved && (
        <SavedToast
          saved={saved}
          partly={partly}
          busy={act.busy.has('undo')}
          onUndo={() =>
            undoSaved(act, saved, () => {
              onClose()
              setUndone(true)
            })
          }
          onClose={onClose}
        />
      )}
    </>
  )
}
