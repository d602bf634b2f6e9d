import { useRef, useState } from 'preact/hooks'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { Account, AccountView } from '../../lib/core/account.ts'
import { accountName } from '../account-name.ts'
import { Button } from '../button.tsx'
import { calendarName } from '../calendar-name.ts'
import { Disclosure } from '../disclosure.tsx'
import { relativeTime } from '../format.ts'
import { Icon } from '../icon.tsx'
import { Menu } from '../menu.tsx'
import { Pill } from '../pill.tsx'
import { AccountRename } from './account-rename.tsx'
import { CalendarPicker } from './calendar-picker.tsx'
import './accounts.css'

export type AccountActions = {
  readonly onReconnect: (accountId: string) => void
  readonly onAllowWriting: (accountId: string) => void
  readonly onRefresh: (accountId: string) => void
  readonly onRename: (accountId: string, label: string) => void
  readonly onPause: (accountId: string, paused: boolean) => void
  readonly onRemove: (accountId: string) => void
  readonly onChoose: (calendarKey: string, chosen: boolean) => void
}

const isPractice = ({ provider }: Account): boolean => provider === 'practice'

const metaOf = ({ account, chosen, pulledAt, progress }: AccountView, now: number): string => {
  const { label, email, access, paused } = account
  const access_ = access === 'write' ? t('accounts_canWrite') : t('accounts_canRead')
  const age =
    pulledAt !== null
      ? t('accounts_pulled', relativeTime(pulledAt, now))
      : chosen > 0 && !paused && (progress > 0 ? plural('accounts_readSoFar', progress) : t('dash_reading'))
  const whose = isPractice(account)
    ? [t('accounts_practiceHow')]
    : // One address may belong to an account at each service.
      [calendarName(account), label && email, access_]
  return [...whose, age].filter(Boolean).join(' · ')
}

/** What the account wants of the coach, in one button; nothing while all is well. */
const Wanted = ({
  account,
  busy,
  onReconnect,
  onAllowWriting,
  onPause,
}: Pick<AccountActions, 'onReconnect' | 'onAllowWriting' | 'onPause'> & {
  readonly account: Account
  readonly busy: ReadonlySet<string>
}) => {
  const { id, paused, state, access } = account
  if (paused) {
    return (
      <Button size="sm" variant="primary" busy={busy.has(`pause:${id}`)} onClick={() => onPause(id, false)}>
        {t('accounts_resume')}
      </Button>
    )
  }
  if (state === 'sign-in') {
    return (
      <Button size="sm" variant="primary" busy={busy.has(`signIn:${id}`)} onClick={() => onReconnect(id)}>
        {t('dash_reconnect')}
      </Button>
    )
  }
  return access === 'read' && !isPractice(account) ? (
    <Button size="sm" busy={busy.has(`signIn:${id}`)} onClick={() => onAllowWriting(id)}>
      {t('accounts_allowWriting')}
    </Button>
  ) : null
}

const StatePill = ({ account: { paused, state } }: { readonly account: Account }) => {
  if (paused) return <Pill icon="clock">{t('accounts_paused')}</Pill>
  return state === 'sign-in' ? (
    <Pill tone="alarm" icon="warning">
      {t('accounts_signIn')}
    </Pill>
  ) : null
}

/** One account: who, how it stands, which calendars are watched, and what can be done with it. */
export const AccountItem = (
  props: AccountActions & {
    readonly view: AccountView
    readonly now: number
    readonly busy: ReadonlySet<string>
  },
) => {
  const { view, now, busy, onRefresh, onRename, onPause, onRemove, onChoose } = props
  const { account, calendars, chosen, malformed } = view
  const [renaming, setRenaming] = useState(false)
  const actions = useRef<HTMLDivElement>(null)
  const name = accountName(account)
  const { id } = account
  const doneRenaming = () => {
    setRenaming(false)
    // The form is gone with what had the focus.
    actions.current?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.focus()
  }
  const items = [
    { id: 'rename', label: t('accounts_rename'), onSelect: () => setRenaming(true) },
    ...(account.paused
      ? []
      : [
          { id: 'refresh', label: t('accounts_refresh'), onSelect: () => onRefresh(id) },
          {
            id: 'pause',
            label: t('accounts_pause'),
            hint: t('accounts_pauseHint'),
            onSelect: () => onPause(id, true),
          },
        ]),
    { id: 'remove', label: t('accounts_remove'), danger: true, onSelect: () => onRemove(id) },
  ]
  return (
    <li class="account">
      <div class="head">
        <Icon name="calendar" size={18} />
        {renaming ? (
          <AccountRename
            label={account.label ?? ''}
            instead={accountName({ ...account, label: '' })}
            onCancel={doneRenaming}
            onSave={(label) => {
              onRename(id, label)
              doneRenaming()
            }}
          />
        ) : (
          <div>
            <h3 class="name">{name}</h3>
            <p class="meta">{metaOf(view, now)}</p>
          </div>
        )}
        <StatePill account={account} />
      </div>
      {account.paused && <p class="hint">{t('accounts_pausedWhat')}</p>}
      {busy.has(`removeAccount:${id}`) && (
        <p class="hint" role="status">
          {t('accounts_removing')}
        </p>
      )}
      {malformed > 0 && <p class="hint">{plural('accounts_malformed', malformed)}</p>}
      <Disclosure summary={t('accounts_watched', chosen, calendars.length)}>
        <CalendarPicker calendars={calendars} legend={t('accounts_calendarsOf', name)} onChoose={onChoose} />
      </Disclosure>
      <div ref={actions} class="row-actions">
        <Wanted {...props} account={account} />
        <Menu trigger={t('accounts_more')} name={t('accounts_moreOf', name)} items={items} />
      </div>
    </li>
  )
}
