import { useState } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/dashboard/notice.tsx'
import { ErrorNote } from '../../components/feedback.tsx'
import { t } from '../../lib/browser/i18n.ts'
import { saveAsFile } from './save-as-file.ts'

/** The database's own word for it, wherever the layers between have put it. */
const isNewer = (error: unknown): boolean => {
  const { name, inner } = (error ?? {}) as { name?: unknown; inner?: unknown }
  return name === 'NewerDatabase' || (inner !== undefined && inner !== error && isNewer(inner))
}

/** Books that cannot be read (E55) or are of a newer Afterward (E56): what is safe, and the way to take them along as they are. */
export const Unreadable = ({ error }: { readonly error: unknown }) => {
  const [saved, setSaved] = useState<'no' | 'yes' | 'failed'>('no')
  const newer = isNewer(error)
  const save = async () => {
    try {
      const { saveBackup } = await import('./backup-wiring.ts')
      await saveBackup('', saveAsFile)
      setSaved('yes')
    } catch {
      setSaved('failed')
    }
  }
  return (
    <>
      <ErrorNote
        what={t(newer ? 'dash_newer' : 'dash_unreadable')}
        safe={t(newer ? 'dash_newerSafe' : 'dash_unreadableSafe')}
        action={{ label: t('dash_reload'), onPress: () => location.reload() }}
      />
      <Notice
        what={t('data_takeAlong')}
        safe={
          saved === 'no' ? t('data_takeAlongSafe') : t(saved === 'yes' ? 'data_saved' : 'data_saveFailed')
        }
        action={
          <Button size="sm" onClick={() => void save()}>
            {t('data_save')}
          </Button>
        }
      />
    </>
  )
}
