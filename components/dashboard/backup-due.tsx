import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { ErrorNote } from '../feedback.tsx'
import { longDate } from '../format.ts'
import { Notice } from './notice.tsx'

/**
 * One calm line when a backup is due (PRODUCT 8). One press saves it as the last one was saved; the first one, and one with a passphrase,
 * which nobody but the coach knows, begin at the form.
 */
export const BackupDue = ({
  madeAt,
  sealed,
  now,
  busy,
  failed,
  onSave,
  onLater,
}: {
  /** When this browser last saved one, epoch ms; null: never. */
  readonly madeAt: number | null
  /** It has a passphrase. */
  readonly sealed: boolean
  readonly now: number
  readonly busy: boolean
  readonly failed: boolean
  readonly onSave: () => void
  readonly onLater: () => void
}) => {
  const atOnce = madeAt !== null && !sealed
  return (
    <Notice
      what={madeAt === null ? t('data_dueNever') : t('data_due', longDate(madeAt, now))}
      safe={t(atOnce ? 'data_dueAtOnce' : 'data_dueSafe')}
      action={
        <div class="actions">
          {atOnce ? (
            <Button size="sm" busy={busy} onClick={onSave}>
              {t('data_save')}
            </Button>
          ) : (
            <a class="button secondary sm" href="#/settings/data">
              {t('data_save')}
            </a>
          )}
          <Button size="sm" variant="quiet" onClick={onLater}>
            {t('data_notNow')}
          </Button>
        </div>
      }
      trouble={failed && <ErrorNote what={t('data_saveFailed')} safe={t('data_nothingChanged')} />}
    />
  )
}
