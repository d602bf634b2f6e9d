import { useRef } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { Settings } from '../../lib/core/settings.ts'
import { type AskChange, defaultQuiet } from '../../lib/core/settings-change.ts'
import { Field } from '../field.tsx'
import { KeptInput } from '../kept-input.tsx'
import { TriedLine } from './tried-line.tsx'
import { TryButton } from './try-button.tsx'

type Quiet = Settings['ask']['quiet']

/** Hours in which nothing opens. To try them is to see when a session that ends in them would come up. */
export const QuietHours = ({
  quiet,
  onChange,
  onTry,
}: {
  readonly quiet: Quiet
  readonly onChange: (quiet: NonNullable<AskChange['quiet']> | null) => void
  /** 'HH:MM' within them. */
  readonly onTry: (during: string) => void
}) => {
  const fields = useRef<HTMLDivElement>(null)
  return (
    <>
      <TriedLine
        type="checkbox"
        label={t('ask_quiet')}
        hint={t('ask_quietHint')}
        checked={quiet !== null}
        onChange={(on) => onChange(on ? defaultQuiet : null)}
      >
        {quiet && (
          <TryButton
            what={t('ask_quiet')}
            // Pressed straight from the field, what stands in it is not saved yet.
            onPress={() => onTry(fields.current?.querySelector('input')?.value || quiet.from)}
          />
        )}
      </TriedLine>
      {quiet && (
        <div class="pair-fields indented" ref={fields}>
          {(['from', 'to'] as const).map((end) => (
            <Field key={end} label={end === 'from' ? t('ask_quietFrom') : t('ask_quietTo')}>
              {(control) => (
                <KeptInput
                  {...control}
                  type="time"
                  required
                  value={quiet[end]}
                  onChange={(event) => {
                    if (event.currentTarget.validity.valid) onChange({ [end]: event.currentTarget.value })
                  }}
                />
              )}
            </Field>
          ))}
        </div>
      )}
    </>
  )
}
