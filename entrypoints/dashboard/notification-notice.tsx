import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/dashboard/notice.tsx'
import { t } from '../../lib/browser/i18n.ts'
import { useRefused } from '../prompt/use-refused.ts'
import { useNotifications } from './use-notifications.ts'

/** Notifications were chosen and the browser allows none: said once, with what asks instead (E33). */
export const NotificationNotice = () => {
  const { tell, stop } = useRefused()
  const notifications = useNotifications()
  if (!tell || notifications.allowed) return null
  return (
    <Notice
      what={t('dash_refused')}
      safe={t('dash_refusedSafe')}
      action={
        <div class="actions">
          <Button size="sm" onClick={() => void notifications.ask().catch(reportError)}>
            {t('dash_refusedAllow')}
          </Button>
          <Button size="sm" variant="quiet" onClick={stop}>
            {t('dash_refusedOk')}
          </Button>
        </div>
      }
    />
  )
}
