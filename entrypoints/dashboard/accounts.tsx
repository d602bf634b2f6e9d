import { useState } from 'preact/hooks'
import { accountName } from '../../components/account-name.ts'
import { AccountRemove } from '../../components/dashboard/account-remove.tsx'
import { AccountItem } from '../../components/dashboard/accounts.tsx'
import { Disclosure } from '../../components/disclosure.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { t } from '../../lib/browser/i18n.ts'
import type { AccountView } from '../../lib/core/account.ts'
import { send } from '../../lib/messaging.ts'
import { leavingOf } from '../../lib/store/queries/accounts.ts'
import { live } from '../../lib/store/queries/live.ts'
import { ConnectWays } from './connect-ways.tsx'
import { ReadNow } from './read-now.tsx'
import { signInAgain } from './sign-in.ts'

/** Accounts and their calendars: connect, reconnect, widen, name, pause, choose, remove. */
export const AccountsPart = ({
  accounts,
  now,
  tell,
}: {
  readonly accounts: readonly AccountView[]
  readonly now: number
  readonly tell: (words: string) => void
}) => {
  const act = useAct()
  const [removing, setRemoving] = useState<AccountView['account'] | null>(null)
  const removingId = removing?.id ?? ''
  const leaving = useLive(() => live((db) => leavingOf(db, removingId)), [removingId]).value ?? null
  const connectAgain = (account: AccountView['account'], access: 'read' | 'write') =>
    act.run(
      `signIn:${account.id}`,
      () => signInAgain(account, access),
      () => tell(t('accounts_connected', accountName(account))),
    )
  const ways = (
    <ConnectWays accounts={accounts} act={act} connected={(words) => tell(t('accounts_connected', words))} />
  )
  return (
    <>
      <ul class="plain-list">
        {accounts.map((view) => (
          <AccountItem
            key={view.account.id}
            view={view}
            now={now}
            busy={act.busy}
            onReconnect={() => connectAgain(view.account, view.account.access)}
            onAllowWriting={() => connectAgain(view.account, 'write')}
            onRefresh={(accountId) =>
              act.run(
                `refresh:${accountId}`,
                () => send('refreshCalendars', { accountId }),
                () => tell(t('accounts_refreshed')),
              )
            }
            onChoose={(calendarKey, chosen) =>
              act.change(
                'choose',
                () => send('chooseCalendar', { calendarKey, chosen }),
                () => tell(t('settings_saved')),
              )
            }
            onRename={(accountId, label) =>
              act.change(
                `rename:${accountId}`,
                () => send('renameAccount', { accountId, label }),
                () => tell(t('accounts_renamed', accountName({ ...view.account, label: label.trim() }))),
              )
            }
            onPause={(accountId, paused) =>
              act.run(
                `pause:${accountId}`,
                () => send('pauseAccount', { accountId, paused }),
                () =>
                  tell(t(paused ? 'accounts_nowPaused' : 'accounts_nowResumed', accountName(view.account))),
              )
            }
            onRemove={() => setRemoving(view.account)}
          />
        ))}
      </ul>
      {accounts.length > 0 && <ReadNow tell={tell} />}
      <RefusalNote
        act={act}
        names={['signIn', 'practice', 'refresh', 'choose', 'rename', 'pause', 'removeAccount']}
      />
      {accounts.length === 0 ? ways : <Disclosure summary={t('accounts_add')}>{ways}</Disclosure>}
      {removing && (
        <AccountRemove
          account={removing}
          leaving={leaving}
          onCancel={() => setRemoving(null)}
          onRemove={(takeBack) => {
            setRemoving(null)
            act.run(
              `removeAccount:${removingId}`,
              () => send('removeAccount', { accountId: removingId, takeBack }),
              () => tell(t('accounts_removed')),
            )
          }}
        />
      )}
    </>
  )
}
