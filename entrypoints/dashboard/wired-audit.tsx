import { Audit } from '../../components/dashboard/statement.tsx'
import { Skeleton } from '../../components/feedback.tsx'
import { useLive } from '../../components/use-live.ts'
import { t } from '../../lib/browser/i18n.ts'
import { clientAudit } from '../../lib/store/queries/client-audit.ts'
import { live } from '../../lib/store/queries/live.ts'

/** Every line ever written of one client, over the live books. */
export const WiredAudit = ({ clientId, now }: { readonly clientId: string; readonly now: number }) => {
  const { value: lines } = useLive(() => live((db) => clientAudit(db, clientId)), [clientId])
  return lines === undefined ? (
    <Skeleton lines={4} label={t('dash_loading')} />
  ) : (
    <Audit lines={lines} now={now} />
  )
}
