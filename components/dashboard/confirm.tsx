import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { useModal } from '../use-modal.ts'
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
  return (
    <dialog {...useModal(onCancel)} class="confirm" aria-labelledby={id}>
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
