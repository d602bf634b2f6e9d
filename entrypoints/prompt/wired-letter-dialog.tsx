import { LetterDialog } from '../../components/letter/letter-dialog.tsx'
import { WiredLetter } from './wired-letter.tsx'

/** A letter about an outcome just saved, over the page. */
export const WiredLetterDialog = ({
  sessionKey,
  participant,
  onClose,
}: {
  readonly sessionKey: string
  readonly participant: string
  readonly onClose: () => void
}) => (
  <LetterDialog onClose={onClose}>
    <WiredLetter sessionKey={sessionKey} participant={participant} level={2} onClose={onClose} />
  </LetterDialog>
)
