import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import './letter.css'

/** A letter over the page that it belongs to; Esc closes it alone, and its words are kept. */
export const LetterDialog = ({
  onClose,
  children,
}: {
  readonly onClose: () => void
  readonly children: ComponentChildren
}) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} class="letter-dialog" aria-label={t('common_letter')} onClose={onClose}>
      {children}
    </dialog>
  )
}
