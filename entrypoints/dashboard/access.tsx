import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { AccessPage } from '../../components/dashboard/access-page.tsx'
import { EmptyState, Skeleton } from '../../components/feedback.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { t } from '../../lib/browser/i18n.ts'
import { accessView } from '../../lib/store/queries/access.ts'
import { live } from '../../lib/store/queries/live.ts'
import { signInAgain } from './sign-in.ts'

/** Asks for write access to one account, over the live books: what waited is seen to go out. */
export const Access = () => {
  const { query } = useLocation()
  const act = useAct()
  const [asked, setAsked] = useState(0)
  const [refused, setRefused] = useState(false)
  const account = query.account ?? null
  const { value: view } = useLive(() => live((db) => accessView(db, account)), [account])
  if (view === undefined) return <Skeleton lines={6} label={t('dash_loading')} />
  if (view === null) {
    return (
      <EmptyState
        icon="check"
        level={1}
        title={t('allow_nothing')}
        action={<a href="#/settings">{t('dash_settings')}</a>}
      >
        {t('allow_nothingHow')}
      </EmptyState>
    )
  }
  return (
    <AccessPage
      view={view}
      asked={asked}
      refused={refused}
      busy={act.busy.has('access')}
      trouble={<RefusalNote act={act} names={['access']} />}
      onAllow={() => {
        setAsked(view.waiting)
        setRefused(true)
        act.run('access', () => signInAgain(view.account, 'write'))
      }}
    />
  )
}
