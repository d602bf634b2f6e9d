import { useState } from 'preact/hooks'
import { Route, Router, useLocation } from 'preact-iso/router'
import { HashLocation } from '../../components/dashboard/hash-location.tsx'
import { PLACES, type Place, Shell } from '../../components/dashboard/shell.tsx'
import { SyncLine } from '../../components/dashboard/sync-line.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { clockOffset, correctedNow } from '../../lib/browser/clock.ts'
import { live } from '../../lib/store/queries/live.ts'
import { overview } from '../../lib/store/queries/overview.ts'
import { Access } from './access.tsx'
import { BackupReminder } from './backup-reminder.tsx'
import { Client } from './client.tsx'
import { Clients } from './clients.tsx'
import { Notices } from './notices.tsx'
import { NotificationNotice } from './notification-notice.tsx'
import { Past } from './past.tsx'
import { Reports } from './reports.tsx'
import { Reschedule } from './reschedule.tsx'
import { Search } from './search.tsx'
import { SettingsRoute } from './settings.tsx'
import { Unreadable } from './unreadable.tsx'
import { Upcoming } from './upcoming.tsx'
import { useReconnect } from './use-reconnect.ts'

const placeOf = (path: string): Place => {
  const [, first] = path.split('/')
  if (first === 'allow') return 'settings'
  return PLACES.find((place) => place === first) ?? 'past'
}

/** One and the same for ever, so that nothing that the frame learns draws a page again. */
const PAGES = (
  <Router>
    <Route path="/search" component={Search} />
    <Route path="/past" component={Past} />
    <Route path="/upcoming" component={Upcoming} />
    <Route path="/reschedule" component={Reschedule} />
    <Route path="/clients" component={Clients} />
    <Route path="/clients/:id" component={Client} />
    <Route path="/reports" component={Reports} />
    <Route path="/settings/:part?" component={SettingsRoute} />
    <Route path="/allow" component={Access} />
    <Route default component={Past} />
  </Router>
)

const Frame = () => {
  const { path } = useLocation()
  const now = useNow()
  const act = useAct()
  const [later, setLater] = useState(false)
  const { value, error } = useLive(() => live((db) => overview(db, correctedNow())), [now])
  useReconnect(value?.accounts, act)
  return (
    <Shell
      current={placeOf(path)}
      counts={{ past: value?.waiting ?? 0, reschedule: value?.toPropose ?? 0, settings: value?.stuck ?? 0 }}
      sync={value && <SyncLine accounts={value.accounts} now={now} />}
      notices={
        error ? (
          <Unreadable error={error} />
        ) : (
          value && (
            <>
              <Notices
                // The page that asks for write access is the banner's own work.
                view={path === '/allow' ? { ...value, wantsAccess: [] } : value}
                now={now}
                clockOff={clockOffset()}
                act={act}
                asked={!later && placeOf(path) !== 'settings'}
                onLater={() => setLater(true)}
              />
              {placeOf(path) !== 'settings' && <NotificationNotice />}
              {placeOf(path) !== 'settings' && <BackupReminder now={now} />}
            </>
          )
        )
      }
    >
      {PAGES}
    </Shell>
  )
}

/** The dashboard: its frame, and the page that the address names. */
export const App = () => (
  <HashLocation>
    <Frame />
  </HashLocation>
)
