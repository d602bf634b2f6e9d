import { t } from '../../lib/browser/i18n.ts'
import type { SavedView } from '../../lib/core/view/saved.ts'
import { Button } from '../button.tsx'
import { Toast } from '../feedback.tsx'
import { savedWords } from '../saved-bar.tsx'

/** The line after an answer, at the foot of the page until the next answer or until it is closed. */
export const SavedToast = ({
  saved,
  partly,
  busy,
  onUndo,
  onClose,
}: {
  readonly saved: SavedView
  /** Said when only a part was saved, else ''. */
  readonly partly: string
  readonly busy: boolean
  readonly onUndo: () => void
  readonly onClose: () => void
}) => (
  <Toast
    actions={
      <>
        <Button variant="quiet" size="sm" busy={busy} onClick={onUndo}>
          {t('past_undo')}
        </Button>
        <Button variant="quiet" size="sm" icon="close" aria-label={t('dash_close')} onClick={onClose} />
      </>
    }
  >
    {savedWords(saved)} {partly}
  </Toast>
)
