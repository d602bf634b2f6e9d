import { ReportsPage } from '../../components/dashboard/reports-page.tsx'
import { Skeleton } from '../../components/feedback.tsx'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { t } from '../../lib/browser/i18n.ts'
import { live } from '../../lib/store/queries/live.ts'
import { reports } from '../../lib/store/queries/reports.ts'

/** Reports over the live books. */
export const Reports = () => {
  const now = useNow()
  const { value } = useLive(() => live(reports), [])
  return value ? <ReportsPage view={value} now={now} /> : <Skeleton lines={6} label={t('dash_loading')} />
}
