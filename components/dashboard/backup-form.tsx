import { useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { BACKUP_EVERY, type BackupEvery } from '../../lib/core/backup.ts'
import { Button } from '../button.tsx'
import { Field } from '../field.tsx'
import { longDate } from '../format.ts'
import './forms.css'

const EVERY: Readonly<Record<BackupEvery, () => string>> = {
  week: () => t('data_everyWeek'),
  month: () => t('data_everyMonth'),
  never: () => t('data_everyNever'),
}

/** How often a backup is wanted: a line over the pages says when it is due, and one press there saves it. */
export const BackupRhythm = ({
  every,
  onChange,
}: {
  readonly every: BackupEvery
  readonly onChange: (every: BackupEvery) => void
}) => (
  <div class="form">
    <Field label={t('data_every')} hint={t('data_everyHint')}>
      {(control) => (
        <select
          {...control}
          value={every}
          onChange={({ currentTarget: { value } }) => {
            const chosen = BACKUP_EVERY.find((each) => each === value)
            if (chosen !== undefined) onChange(chosen)
          }}
        >
          {BACKUP_EVERY.map((each) => (
            <option key={each} value={each}>
              {EVERY[each]()}
            </option>
          ))}
        </select>
      )}
    </Field>
  </div>
)

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
