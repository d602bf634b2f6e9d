import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import './confirm.css'

/** A native dialog for what cannot simply be undone. Esc and "Cancel" leave everything as it is; the focus starts on "Cancel". */
export const Confirm = ({
  title,
  children,
  action,
  onConfirm,
  onCancel,
}: {
  readonly title: string
  readonly children: ComponentChildren
  /** What the button does, in words. */
  readonly action: string
  readonly onConfirm: () => void
  readonly onCancel: () => void
}) => {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby={id} onClose={onCancel}>
      <h2 id={id}>{title}</h2>
      <div class="words">{children}</div>
      <div class="buttons">
        <Button autofocus onClick={onCancel}>
          {t('dash_cancel')}
        </Button>
        <Button variant="danger" onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </dialog>
  )
}
