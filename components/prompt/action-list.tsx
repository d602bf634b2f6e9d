import { useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { Action } from '../../lib/core/note.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'

/** Action items, each with an optional date; Enter in one adds the next. Open ones come back on the client's next card. */
export const ActionList = ({
  actions,
  newId,
  onChange,
}: {
  readonly actions: readonly Action[]
  readonly newId: () => string
  readonly onChange: (actions: readonly Action[]) => void
}) => {
  const list = useRef<HTMLUListElement>(null)
  const added = useRef(false)
  const set = (id: string, part: Partial<Action>) =>
    onChange(actions.map((action) => (action.id === id ? { ...action, ...part } : action)))
  const add = () => {
    added.current = true
    onChange([...actions, { id: newId(), text: '', due: null, done: false }])
  }
  // Before it is painted: who goes on typing loses no letter.
  useLayoutEffect(() => {
    if (!added.current) return
    added.current = false
    list.current?.querySelector<HTMLInputElement>('li:last-child input[type=text]')?.focus()
  }, [actions.length])
  return (
    <fieldset class="actions">
      <legend>{t('prompt_actions')}</legend>
      <ul ref={list}>
        {actions.map((action) => (
          <li key={action.id}>
            <input
              type="text"
              class="control"
              aria-label={t('prompt_actionText')}
              placeholder={t('prompt_actionPlaceholder')}
              maxLength={2000}
              value={action.text}
              onInput={(event) => set(action.id, { text: event.currentTarget.value })}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                add()
              }}
            />
            <input
              type="date"
              class="control"
              aria-label={t('prompt_actionDue')}
              value={action.due ?? ''}
              onInput={(event) => set(action.id, { due: event.currentTarget.value || null })}
            />
            <button
              type="button"
              class="button quiet sm"
              aria-label={t('prompt_actionRemove', action.text)}
              onClick={() => onChange(actions.filter(({ id }) => id !== action.id))}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      <Button variant="quiet" size="sm" icon="plus" onClick={add}>
        {t('prompt_actionAdd')}
      </Button>
    </fieldset>
  )
}
