import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { CountedRow } from '../../lib/core/view/queue.ts'
import { Button } from '../button.tsx'
import { Field } from '../field.tsx'
import { slotWords } from './missed-row.tsx'
import { codeWord } from './past-words.ts'
import { useFirstField } from './use-first-field.ts'

/** Why it is given back, for the coach alone, and the two ways out. */
const CourtesyForm = ({
  busy,
  onGive,
  onLeave,
}: {
  readonly busy: boolean
  readonly onGive: (note: string) => void
  readonly onLeave: () => void
}) => {
  const form = useFirstField()
  const [note, setNote] = useState('')
  return (
    <form
      ref={form}
      class="offer"
      onSubmit={(event) => {
        event.preventDefault()
        onGive(note)
      }}
    >
      <Field label={t('prompt_courtesyNote')}>
        {(control) => (
          <input
            {...control}
            maxLength={4000}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="side-actions">
        <Button size="sm" variant="quiet" onClick={onLeave}>
          {t('queue_courtesyNot')}
        </Button>
        <Button type="submit" size="sm" variant="primary" busy={busy}>
          {t('queue_courtesyGive')}
        </Button>
      </div>
    </form>
  )
}

/** A miss that counted: the coach may give it back as a courtesy, with a note of why (PRODUCT 1). */
export const CourtesyRow = ({
  row,
  now,
  busy,
  trouble,
  onCourtesy,
}: {
  readonly row: CountedRow
  readonly now: number
  readonly busy: boolean
  readonly trouble?: ComponentChildren
  readonly onCourtesy: (note: string) => void
}) => {
  const [open, setOpen] = useState(false)
  return (
    <li class="queue-row" data-row={row.id} tabIndex={-1}>
      <div class="missed">
        <p class="name">{row.name}</p>
        <p class="meta">
          {t('queue_missed', slotWords(row, now))} · {codeWord(row.code)}
        </p>
      </div>
      <div class="side-actions">
        <Button size="sm" variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('queue_courtesy')}
        </Button>
      </div>
      {open && <CourtesyForm busy={busy} onGive={onCourtesy} onLeave={() => setOpen(false)} />}
      {trouble}
    </li>
  )
}
