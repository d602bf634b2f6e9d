import { CalendarNote } from '../../components/calendar-note.tsx'
import { t } from '../../lib/browser/i18n.ts'
import { useRefused } from './use-refused.ts'

/** Over the first card that comes as a window although the coach chose notifications: why, and where that is changed (E33). */
export const WiredRefused = () => {
  const { tell } = useRefused()
  return tell ? (
    <CalendarNote
      text={t('prompt_refused')}
      href="/dashboard.html#/settings/asking"
      action={t('prompt_refusedDo')}
    />
  ) : null
}
