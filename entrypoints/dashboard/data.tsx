import { useRef, useState } from 'preact/hooks'
import { BackupForm, BackupRhythm } from '../../components/dashboard/backup-form.tsx'
import { Confirm } from '../../components/dashboard/confirm.tsx'
import { RestoreForm, type RestoreStep } from '../../components/dashboard/restore-form.tsx'
import { ErrorNote } from '../../components/feedback.tsx'
import { useLive } from '../../components/use-live.ts'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { BackupEvery } from '../../lib/core/backup.ts'
import { send } from '../../lib/messaging.ts'
import { backupMemory, countRows } from '../../lib/store/queries/backup.ts'
import { live } from '../../lib/store/queries/live.ts'
import { type BackupFile, type BackupRows, openFile, putBack, readFile, saveBackup } from './backup-wiring.ts'
import { CalendarFile } from './calendar-file.tsx'
import { LedgerFile } from './ledger-file.tsx'
import { saveAsFile } from './save-as-file.ts'

type Checked = { readonly file: BackupFile; readonly rows: BackupRows }

/** Backup, restore, and the ledger and the sessions as files: the settings under "Data". */
export const DataPart = ({
  now,
  tell,
  every,
  onEvery,
}: {
  readonly now: number
  readonly tell: (words: string) => void
  readonly every: BackupEvery
  readonly onEvery: (every: BackupEvery) => void
}) => {
  const { value: memory } = useLive(() => live(backupMemory), [])
  const { value: here } = useLive(() => live(countRows), [])
  const [busy, setBusy] = useState<'save' | 'restore' | null>(null)
  const [saveFailed, setSaveFailed] = useState(false)
  const [step, setStep] = useState<RestoreStep>({ at: 'choose', problem: null })
  const [asking, setAsking] = useState(false)
  const chosen = useRef<BackupFile | null>(null)
  const checked = useRef<Checked | null>(null)

  /** One thing at a time: what is saved while the books are put back would be neither; both forms say that they are busy (E38). */
  const alone = async (name: 'save' | 'restore', work: () => Promise<void>, failed: () => void) => {
    if (busy !== null) return
    setBusy(name)
    await work().catch(failed)
    setBusy(null)
  }
  const failed = () => setStep({ at: 'choose', problem: 'storage' })

  const save = (passphrase: string) =>
    alone(
      'save',
      async () => {
        setSaveFailed(false)
        await saveBackup(passphrase, saveAsFile)
        tell(t('data_saved'))
      },
      () => setSaveFailed(true),
    )

  const open = async (file: BackupFile, passphrase: string) => {
    const rows = await openFile(file, passphrase)
    if (rows.ok) {
      checked.current = { file, rows: rows.value }
      setStep({ at: 'checked', header: file })
    } else if (rows.error === 'passphrase-wrong') setStep({ at: 'locked', isWrong: true })
    else setStep({ at: 'choose', problem: rows.error })
  }

  const choose = (given: File) =>
    alone(
      'restore',
      async () => {
        const file = await readFile(given)
        if (!file.ok) return setStep({ at: 'choose', problem: file.error })
        chosen.current = file.value
        if (file.value.lock === null) await open(file.value, '')
        else setStep({ at: 'locked', isWrong: false })
      },
      // A file that went away while it was read, or one that the browser may not read.
      () => setStep({ at: 'choose', problem: 'damaged' }),
    )

  const putBackNow = ({ file, rows }: Checked) =>
    alone(
      'restore',
      async () => {
        setStep({ at: 'done', ...(await putBack(rows, file.madeAt)) })
        tell(t('data_restored'))
        // The background looks at the books anew: badge, alarms, what can be read without a sign-in.
        send('pullNow', {}).catch(reportError)
      },
      failed,
    )

  return (
    <>
      <BackupForm
        madeAt={memory?.madeAt ?? null}
        now={now}
        busy={busy !== null}
        onSave={(passphrase) => void save(passphrase)}
      />
      <BackupRhythm every={every} onChange={onEvery} />
      {saveFailed && <ErrorNote what={t('data_saveFailed')} safe={t('data_nothingChanged')} />}
      <h3>{t('data_restoreTitle')}</h3>
      <RestoreForm
        step={step}
        here={here ?? {}}
        now={now}
        busy={busy !== null}
        onChoose={(file) => void choose(file)}
        onOpen={(passphrase) =>
          void alone(
            'restore',
            async () => {
              if (chosen.current) await open(chosen.current, passphrase)
            },
            failed,
          )
        }
        onRestore={() => setAsking(true)}
        onReload={() => location.reload()}
      />
      <h3>{t('data_ledgerTitle')}</h3>
      <LedgerFile now={now} tell={tell} />
      <h3>{t('data_calendarTitle')}</h3>
      <CalendarFile now={now} tell={tell} />
      {asking && (
        <Confirm
          title={t('data_confirmTitle')}
          action={t('data_confirmDo')}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            if (checked.current) void putBackNow(checked.current)
          }}
        >
          <p>{plural('data_confirmWords', here?.answers ?? 0)}</p>
          <p>{t('data_confirmSignIns')}</p>
        </Confirm>
      )}
    </>
  )
}
