import { useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { Field } from '../field.tsx'
import { longDate } from '../format.ts'
import './forms.css'

/** Saves everything as a file, sealed with a passphrase if the coach wants one; typed twice, because nobody can bring it back. */
export const BackupForm = ({
  madeAt,
  now,
  busy,
  onSave,
}: {
  /** When this browser last saved one, epoch ms. */
  readonly madeAt: number | null
  readonly now: number
  readonly busy: boolean
  readonly onSave: (passphrase: string) => void
}) => {
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [differ, setDiffer] = useState(false)
  return (
    <form
      class="form"
      aria-label={t('data_backup')}
      onSubmit={(event) => {
        event.preventDefault()
        const isMistyped = passphrase !== '' && passphrase !== again
        setDiffer(isMistyped)
        if (!isMistyped) onSave(passphrase)
      }}
    >
      <p>{madeAt === null ? t('data_backupNever') : t('data_backupLast', longDate(madeAt, now))}</p>
      <Field label={t('data_passphrase')} hint={t('data_passphraseHint')}>
        {(control) => (
          <input
            {...control}
            type="password"
            autocomplete="new-password"
            value={passphrase}
            onInput={(event) => setPassphrase(event.currentTarget.value)}
          />
        )}
      </Field>
      {passphrase !== '' && (
        <Field label={t('data_passphraseAgain')} error={differ ? t('data_passphraseDiffers') : null}>
          {(control) => (
            <input
              {...control}
              type="password"
              autocomplete="new-password"
              value={again}
              onInput={(event) => {
                setAgain(event.currentTarget.value)
                setDiffer(false)
              }}
            />
          )}
        </Field>
      )}
      <div class="buttons">
        <Button type="submit" busy={busy}>
          {t('data_save')}
        </Button>
      </div>
    </form>
  )
}
