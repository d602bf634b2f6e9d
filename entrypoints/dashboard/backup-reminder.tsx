import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/dashboard/notice.tsx'
import { longDate } from '../../components/format.ts'
import { useLive } from '../../components/use-live.ts'
import { t } from '../../lib/browser/i18n.ts'
import { backupDue, keepBackupMemory } from '../../lib/store/queries/backup.ts'
import { booksForReading, live } from '../../lib/store/queries/live.ts'

/** One calm line when the last backup is old (PRODUCT 8); "Not now" puts it off for as long again. */
export const BackupReminder = ({ now }: { readonly now: number }) => {
  const { value: due } = useLive(() => live((db) => backupDue(db, now)), [now])
  if (!due) return null
  return (
    <Notice
      what={due.madeAt === null ? t('data_dueNever') : t('data_due', longDate(due.madeAt, now))}
      safe={t('data_dueSafe')}
      action={
        <div class="actions">
          <a class="button secondary sm" href="#/settings/data">
            {t('data_save')}
          </a>
          <Button
            size="sm"
            variant="quiet"
            onClick={() =>
              void keepBackupMemory(booksForReading(), { postponedAt: now }, now).catch(reportError)
            }
          >
            {t('data_notNow')}
          </Button>
        </div>
      }
    />
  )
}
