import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { Field } from '../field.tsx'

/** In the place of an account's name: the coach's own name for it. Empty brings the address back; Esc leaves it as it was. */
export const AccountRename = ({
  label,
  instead,
  onSave,
  onCancel,
}: {
  readonly label: string
  /** What it is called without a name of the coach's. */
  readonly instead: string
  readonly onSave: (label: string) => void
  readonly onCancel: () => void
}) => {
  const [text, setText] = useState(label)
  const form = useRef<HTMLFormElement>(null)
  // Before anything can be typed: what is selected later would swallow the first letter.
  useLayoutEffect(() => {
    const input = form.current?.querySelector('input')
    input?.focus()
    input?.select()
  }, [])
  return (
    <form
      ref={form}
      class="rename"
      onSubmit={(event) => {
        event.preventDefault()
        onSave(text)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
      }}
    >
      <Field label={t('accounts_name')} hint={t('accounts_nameHint', instead)}>
        {(control) => (
          <input
            {...control}
            type="text"
            maxLength={80}
            value={text}
            placeholder={instead}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="row-actions">
        <Button type="submit" size="sm" variant="primary">
          {t('accounts_nameSave')}
        </Button>
        <Button size="sm" variant="quiet" onClick={onCancel}>
          {t('dash_cancel')}
        </Button>
      </div>
    </form>
  )
}
