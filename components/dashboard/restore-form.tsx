import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { BackupHeader, BackupProblem } from '../../lib/core/backup.ts'
import { Button } from '../button.tsx'
import { ErrorNote } from '../feedback.tsx'
import { Field } from '../field.tsx'
import { longDate, number, timeOf } from '../format.ts'
import './forms.css'
import './restore-form.css'

/** How far a restore has come. `storage`: the database failed, and nothing was changed (E55). */
export type RestoreStep =
  | { readonly at: 'choose'; readonly problem: BackupProblem | 'storage' | null }
  | { readonly at: 'locked'; readonly isWrong: boolean }
  | { readonly at: 'checked'; readonly header: BackupHeader }
  | { readonly at: 'done'; readonly waiting: number; readonly signIns: number }

const problemWords = (problem: BackupProblem | 'storage'): string => {
  switch (problem) {
    case 'not-a-backup':
      return t('data_notABackup')
    case 'damaged':
      return t('data_damaged')
    case 'newer':
      return t('data_newer')
    case 'passphrase-wrong':
      return t('data_passphraseWrong')
    case 'storage':
      return t('data_restoreFailed')
  }
}

/** What a coach counts, by the table that it is in. */
const COUNTED = ['clients', 'programs', 'answers', 'ledger', 'notes', 'sessions'] as const

/** What comes, beside what is replaced by it. */
const Comparison = ({
  header: { app, madeAt, counts },
  here,
  now,
}: {
  readonly header: BackupHeader
  readonly here: Readonly<Record<string, number>>
  readonly now: number
}) => (
  <table class="restore-counts">
    <caption>{t('data_holds', `${longDate(madeAt, now)}, ${timeOf(madeAt)}`, app)}</caption>
    <thead>
      <tr>
        <td />
        <th scope="col">{t('data_inBackup')}</th>
        <th scope="col">{t('data_hereNow')}</th>
      </tr>
    </thead>
    <tbody>
      {COUNTED.map((name) => (
        <tr key={name}>
          <th scope="row">{t(`data_count_${name}`)}</th>
          <td>{number(counts[name] ?? 0)}</td>
          <td>{number(here[name] ?? 0)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Passphrase = ({
  isWrong,
  busy,
  onOpen,
}: {
  readonly isWrong: boolean
  readonly busy: boolean
  readonly onOpen: (passphrase: string) => void
}) => {
  const [passphrase, setPassphrase] = useState('')
  return (
    <form
      class="form"
      aria-label={t('data_unlock')}
      onSubmit={(event) => {
        event.preventDefault()
        onOpen(passphrase)
      }}
    >
      <Field label={t('data_unlock')} error={isWrong ? t('data_passphraseWrong') : null}>
        {(control) => (
          <input
            {...control}
            type="password"
            autocomplete="off"
            required
            value={passphrase}
            onInput={(event) => setPassphrase(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="buttons">
        <Button type="submit" busy={busy}>
          {t('data_open')}
        </Button>
      </div>
    </form>
  )
}

/** All that is left to do; the button takes the focus itself, as browsers heed `autofocus` only while a page loads. */
const Restored = ({
  waiting,
  signIns,
  onReload,
}: {
  readonly waiting: number
  readonly signIns: number
  readonly onReload: () => void
}) => {
  const goOn = useRef<HTMLButtonElement>(null)
  useEffect(() => goOn.current?.focus(), [])
  return (
    <div class="form">
      <p>{t('data_restored')}</p>
      {waiting > 0 && <p>{t('data_restoredWaiting')}</p>}
      {signIns > 0 && <p>{t('data_restoredNext')}</p>}
      <div class="buttons">
        <Button ref={goOn} variant="primary" onClick={onReload}>
          {t('data_goOn')}
        </Button>
      </div>
    </div>
  )
}

/** From the file to the question whether everything here may be replaced; nothing is touched before that is answered. */
export const RestoreForm = ({
  step,
  here,
  now,
  busy,
  onChoose,
  onOpen,
  onRestore,
  onReload,
}: {
  readonly step: RestoreStep
  /** Rows that are here now, by table. */
  readonly here: Readonly<Record<string, number>>
  readonly now: number
  readonly busy: boolean
  readonly onChoose: (file: File) => void
  readonly onOpen: (passphrase: string) => void
  readonly onRestore: () => void
  readonly onReload: () => void
}) => {
  if (step.at === 'done')
    return <Restored waiting={step.waiting} signIns={step.signIns} onReload={onReload} />
  return (
    <div class="form">
      <Field label={t('data_restoreFile')} hint={t('data_restoreHint')}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".json,application/json"
            disabled={busy}
            onChange={({ currentTarget: { files } }) => files?.[0] && onChoose(files[0])}
          />
        )}
      </Field>
      {step.at === 'choose' && step.problem && (
        <ErrorNote what={problemWords(step.problem)} safe={t('data_nothingChanged')} />
      )}
      {step.at === 'locked' && <Passphrase isWrong={step.isWrong} busy={busy} onOpen={onOpen} />}
      {step.at === 'checked' && (
        <>
          <Comparison header={step.header} here={here} now={now} />
          <div class="buttons">
            <Button busy={busy} onClick={onRestore}>
              {t('data_restore')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
