import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import { useModal } from '../use-modal.ts'
import './letter.css'

/** A letter over the page that it belongs to; Esc closes it alone, and its words are kept. */
export const LetterDialog = ({
  onClose,
  children,
}: {
  readonly onClose: () => void
  readonly children: ComponentChildren
}) => (
  <dialog {...useModal(onClose)} class="letter-dialog" aria-label={t('common_letter')}>
    {children}
  </dialog>
)
