import { useState } from 'preact/hooks'
import { AccountItem } from '../../components/dashboard/accounts.tsx'
import { Confirm } from '../../components/dashboard/confirm.tsx'
import { Connect } from '../../components/dashboard/connect.tsx'
import { Disclosure } from '../../components/disclosure.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { t } from '../../lib/browser/i18n.ts'
import type { AccountView } from '../../lib/core/account.ts'
import { send } from '../../lib/messaging.ts'
import { hasGoogleClient, signIn } from './sign-in.ts'

/** Accounts and their calendars: connect, reconnect, widen, choose, remove. */
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
  const nameOf = (account: AccountView['account']) =>
    account.provider === 'practice' ? t('accounts_practice') : account.email || account.name
  const connect = (access: 'read' | 'write', accountId: string | null) =>
    act.run(
      `signIn:${accountId ?? 'new'}`,
      () => signIn({ access, accountId }),
      () => tell(t('accounts_connected', t('connect_google'))),
    )
  const ways = (
    <Connect
      google={hasGoogleClient}
      practice={!accounts.some(({ account }) => account.provider === 'practice')}
      busy={act.busy}
      onGoogle={() => connect('read', null)}
      onPractice={() =>
        act.run(
          'practice',
          () => send('startPractice', {}),
          () => tell(t('accounts_connected', t('accounts_practice'))),
        )
      }
    />
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
            onReconnect={(accountId) => connect(view.account.access, accountId)}
            onAllowWriting={(accountId) => connect('write', accountId)}
            onRefresh={(accountId) =>
              act.run(
                `refresh:${accountId}`,
                () => send('refreshCalendars', { accountId }),
                () => tell(t('accounts_refreshed')),
              )
            }
            onChoose={(accountId, calendarKeys) =>
              act.run(
                'choose',
                () => send('chooseCalendars', { accountId, calendarKeys: [...calendarKeys] }),
                () => tell(t('settings_saved')),
              )
            }
            onRemove={() => setRemoving(view.account)}
          />
        ))}
      </ul>
      <RefusalNote act={act} names={['signIn', 'practice', 'refresh', 'choose', 'removeAccount']} />
      {accounts.length === 0 ? ways : <Disclosure summary={t('accounts_add')}>{ways}</Disclosure>}
      {removing && (
        <Confirm
          title={t('accounts_removeTitle', nameOf(removing))}
          action={t('accounts_removeDo')}
          onCancel={() => setRemoving(null)}
          onConfirm={() => {
            const { id } = removing
            setRemoving(null)
            act.run(
              `removeAccount:${id}`,
              () => send('removeAccount', { accountId: id }),
              () => tell(t('accounts_removed')),
            )
          }}
        >
          <p>{t('accounts_removeKept')}</p>
          <p>{t('accounts_removeFirst')}</p>
        </Confirm>
      )}
    </>
  )
}
