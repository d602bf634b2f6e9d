import { useEffect, useState } from 'preact/hooks'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { Program } from '../../lib/core/program.ts'
import { holding, type Terms } from '../../lib/core/program-change.ts'
import type { Attaching } from '../../lib/core/program-entry.ts'
import { Field } from '../field.tsx'
import { AttachPreview } from './attach-preview.tsx'
import { FormButtons } from './form-buttons.tsx'
import { useFirstField } from './use-first-field.ts'
import './forms.css'

const numberIn = (data: FormData, name: string): number | null => {
  const text = String(data.get(name) ?? '').trim()
  return text === '' ? null : Number(text)
}

const entryIn = (data: FormData): Terms => ({
  name: String(data.get('name') ?? '').trim(),
  sessions: numberIn(data, 'sessions') ?? 0,
  alreadyUsed: numberIn(data, 'alreadyUsed') ?? 0,
  from: String(data.get('from') ?? ''),
  to: String(data.get('to') ?? '') || null,
  perMonth: numberIn(data, 'perMonth'),
})

/** Sessions, from/to, already used, per month: what "5 of 12" is derived from, with what saving would come to (PRODUCT 3). */
export const ProgramForm = ({
  initial,
  from,
  zone,
  now,
  busy,
  attaching,
  onOpen,
  onSave,
  onCancel,
}: {
  readonly initial: Program | null
  /** Its first day as it stands, or the first guess for a new one: 'YYYY-MM-DD'. */
  readonly from: string
  readonly zone: string
  readonly now: number
  readonly busy: boolean
  /** What it would do to what counted already. */
  readonly attaching: (entry: Terms) => Attaching
  readonly onOpen: () => void
  readonly onSave: (entry: Terms) => void
  readonly onCancel: () => void
}) => {
  const form = useFirstField()
  useEffect(onOpen, [])
  const [error, setError] = useState<string | null>(null)
  const [entered, setEntered] = useState<Terms | null>(null)
  const shown = entered ?? initial
  const isChanged = initial !== null && holding(initial).some(({ type }) => type !== 'corrected')
  const look = () => form.current && setEntered(entryIn(new FormData(form.current)))
  const begin = (date: string) => {
    const field = form.current?.elements.namedItem('from')
    if (field instanceof HTMLInputElement) field.value = date
    look()
  }
  return (
    <form
      ref={form}
      class="form"
      aria-label={initial ? t('program_edit') : t('program_new')}
      onInput={look}
      onSubmit={(event) => {
        event.preventDefault()
        const entry = entryIn(new FormData(event.currentTarget))
        const reversed = entry.to !== null && entry.to < entry.from
        setError(reversed ? t('program_reversed') : null)
        if (!reversed) onSave({ ...entry, name: entry.name || plural('program_defaultName', entry.sessions) })
      }}
    >
      <div class="grid">
        <Field label={t('program_sessions')} hint={isChanged ? t('program_asAgreed') : null}>
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
          {(control) => <input {...control} name="from" type="date" required defaultValue={from} />}
        </Field>
        <Field
          label={t('program_to')}
          hint={isChanged ? t('program_endAsAgreed') : t('program_optional')}
          error={error}
        >
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
      {shown && shown.sessions > 0 && shown.from !== '' && (
        <AttachPreview entry={shown} attaching={attaching(shown)} zone={zone} now={now} onBegin={begin} />
      )}
      <FormButtons save={t('program_save')} busy={busy} onCancel={onCancel} />
    </form>
  )
}
