import { useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { Program } from '../../lib/core/program.ts'
import { Button } from '../button.tsx'
import { Field } from '../field.tsx'
import { useFirstField } from './use-first-field.ts'
import './forms.css'

/** A program as the coach enters it; the rest of the row is not the coach's to write. */
export type ProgramEntry = Pick<Program, 'name' | 'sessions' | 'alreadyUsed' | 'from' | 'to' | 'perMonth'>

const numberIn = (data: FormData, name: string): number | null => {
  const text = String(data.get(name) ?? '').trim()
  return text === '' ? null : Number(text)
}

const entryIn = (data: FormData): ProgramEntry => ({
  name: String(data.get('name') ?? '').trim(),
  sessions: numberIn(data, 'sessions') ?? 0,
  alreadyUsed: numberIn(data, 'alreadyUsed') ?? 0,
  from: String(data.get('from') ?? ''),
  to: String(data.get('to') ?? '') || null,
  perMonth: numberIn(data, 'perMonth'),
})

/** What saving would come to, before it is saved (PRODUCT 8). */
const preview = ({ sessions, alreadyUsed }: ProgramEntry, attached: number): string =>
  t('program_preview', attached, alreadyUsed + attached, sessions)

/** Sessions, from/to, already used, per month: what "5 of 12" is derived from. `today` ('YYYY-MM-DD') is the first guess for "from". */
export const ProgramForm = ({
  initial,
  today,
  busy,
  attached,
  onSave,
  onCancel,
}: {
  readonly initial: Program | null
  readonly today: string
  readonly busy: boolean
  /** How many sessions that counted already would belong to it. */
  readonly attached: (entry: ProgramEntry) => number
  readonly onSave: (entry: ProgramEntry) => void
  readonly onCancel: () => void
}) => {
  const form = useFirstField()
  const [error, setError] = useState<string | null>(null)
  const [entered, setEntered] = useState<ProgramEntry | null>(null)
  const shown = entered ?? initial
  return (
    <form
      ref={form}
      class="form"
      aria-label={initial ? t('program_edit') : t('program_new')}
      onInput={(event) => setEntered(entryIn(new FormData(event.currentTarget)))}
      onSubmit={(event) => {
        event.preventDefault()
        const entry = entryIn(new FormData(event.currentTarget))
        const reversed = entry.to !== null && entry.to < entry.from
        setError(reversed ? t('program_reversed') : null)
        if (!reversed) onSave({ ...entry, name: entry.name || t('program_defaultName', entry.sessions) })
      }}
    >
      <div class="grid">
        <Field label={t('program_sessions')}>
          {(control) => (
            <input
              {...control}
              name="sessions"
              type="number"
              inputMode="numeric"
              required
              min={1}
              max={10000}
              defaultValue={initial?.sessions ?? ''}
            />
          )}
        </Field>
        <Field label={t('program_alreadyUsed')} hint={t('program_alreadyUsedHint')}>
          {(control) => (
            <input
              {...control}
              name="alreadyUsed"
              type="number"
              inputMode="numeric"
              required
              min={0}
              max={10000}
              defaultValue={initial?.alreadyUsed ?? 0}
            />
          )}
        </Field>
        <Field label={t('program_from')}>
          {(control) => (
            <input {...control} name="from" type="date" required defaultValue={initial?.from ?? today} />
          )}
        </Field>
        <Field label={t('program_to')} hint={t('program_optional')} error={error}>
          {(control) => <input {...control} name="to" type="date" defaultValue={initial?.to ?? ''} />}
        </Field>
        <Field label={t('program_perMonth')} hint={t('program_perMonthHint')}>
          {(control) => (
            <input
              {...control}
              name="perMonth"
              type="number"
              inputMode="numeric"
              min={1}
              max={1000}
              defaultValue={initial?.perMonth ?? ''}
            />
          )}
        </Field>
        <Field label={t('program_name')} hint={t('program_optional')}>
          {(control) => <input {...control} name="name" maxLength={200} defaultValue={initial?.name ?? ''} />}
        </Field>
      </div>
      <output class="meta">
        {shown && shown.sessions > 0 && shown.from !== '' && preview(shown, attached(shown))}
      </output>
      <div class="buttons">
        <Button type="submit" variant="primary" busy={busy}>
          {t('program_save')}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {t('dash_cancel')}
        </Button>
      </div>
    </form>
  )
}
