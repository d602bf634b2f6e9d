import { useState } from 'preact/hooks'
import { BackupDue } from '../../components/dashboard/backup-due.tsx'
import { LiveRegion } from '../../components/feedback.tsx'
import { useLive } from '../../components/use-live.ts'
import { t } from '../../lib/browser/i18n.ts'
import { backupDue, keepBackupMemory } from '../../lib/store/queries/backup.ts'
import { booksForReading, live } from '../../lib/store/queries/live.ts'
import { saveAsFile } from './save-as-file.ts'

/** The reminder that a backup is due, over the live books; "Not now" puts it off for as long again. */
export const BackupReminder = ({ now }: { readonly now: number }) => {
  const { value: due } = useLive(() => live((db) => backupDue(db, now)), [now])
  const [state, setState] = useState<'idle' | 'busy' | 'failed' | 'saved'>('idle')
  const save = async () => {
    setState('busy')
    const { saveBackup } = await import('./backup-wiring.ts')
    await saveBackup('', saveAsFile)
    setState('saved')
  }
  const later = () => keepBackupMemory(booksForReading(), { postponedAt: now }, now)
  return (
    <>
      {due && (
        <BackupDue
          madeAt={due.madeAt}
          // An earlier version did not note it: a passphrase is not left out unasked.
          sealed={due.sealed ?? due.madeAt !== null}
          now={now}
          busy={state === 'busy'}
          failed={state === 'failed'}
          onSave={() => void save().catch(() => setState('failed'))}
          onLater={() => void later().catch(reportError)}
        />
      )}
      {state === 'saved' && <LiveRegion message={t('data_saved')} />}
    </>
  )
}
