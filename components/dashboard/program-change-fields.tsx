import { t } from '../../lib/browser/i18n.ts'
import type { ChangeProblem, Extension, Pause } from '../../lib/core/program-change.ts'
import { Field } from '../field.tsx'
import { plainDate } from '../format.ts'

/** Why what is entered cannot be, and the same in words. */
export type Wrong = { readonly problem: ChangeProblem; readonly words: string }

/** The days of a pause. `said`: one said before; `end`: the program's last day without it; `today`: the first guess for its first day. */
export const PauseFields = ({
  said,
  today,
  end,
  wrong,
}: {
  readonly said: Pause | null
  readonly today: string
  readonly end: string | null
  readonly wrong: Wrong | null
}) => (
  <>
    <div class="grid">
      <Field label={t('program_pauseFrom')}>
        {(control) => (
          <input {...control} name="from" type="date" required defaultValue={said?.from ?? today} />
        )}
      </Field>
      <Field label={t('program_pauseTo')} hint={t('program_pauseToHint')} error={wrong?.words}>
        {(control) => <input {...control} name="to" type="date" required defaultValue={said?.to ?? ''} />}
      </Field>
    </div>
    {end !== null && (
      <label class="check">
        <input type="checkbox" name="movesEnd" defaultChecked={said?.movesEnd ?? true} />
        {t('program_movesEnd', plainDate(end))}
      </label>
    )}
  </>
)

/** What is added: sessions and, where the program has a last day (`end`, without what was `said` before), a later one. */
export const ExtensionFields = ({
  said,
  end,
  wrong,
}: {
  readonly said: Extension | null
  readonly end: string | null
  readonly wrong: Wrong | null
}) => {
  // Where nothing is entered, one sentence stands under the first field and both are marked.
  const isEmpty = wrong?.problem === 'nothing'
  return (
    <div class="grid">
      <Field label={t('program_moreSessions')} error={isEmpty ? wrong.words : null}>
        {(control) => (
          <input
            {...control}
            name="sessions"
            type="number"
            inputMode="numeric"
            min={0}
            max={10_000}
            defaultValue={said?.sessions || ''}
          />
        )}
      </Field>
      {end !== null && (
        <Field
          label={t('program_newEnd')}
          hint={t('program_nowEnds', plainDate(end))}
          error={isEmpty ? null : wrong?.words}
        >
          {(control) => (
            <input
              {...control}
              {...(isEmpty && { 'aria-invalid': true })}
              name="to"
              type="date"
              defaultValue={said?.to ?? ''}
            />
          )}
        </Field>
      )}
    </div>
  )
}
