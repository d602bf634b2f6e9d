import { plural, t } from '../../lib/browser/i18n.ts'
import type { AccountView, CalendarRecord } from '../../lib/core/account.ts'
import { Button } from '../button.tsx'
import { Disclosure } from '../disclosure.tsx'
import { relativeTime } from '../format.ts'
import { Icon } from '../icon.tsx'
import { Pill } from '../pill.tsx'
import { failureWords } from '../refusal.tsx'
import './accounts.css'

/** Which calendars of an account are watched; each change is saved at once. */
export const CalendarPicker = ({
  calendars,
  legend,
  onChoose,
}: {
  readonly calendars: readonly CalendarRecord[]
  readonly legend: string
  readonly onChoose: (calendarKeys: readonly string[]) => void
}) => {
  const chosen = calendars.filter((calendar) => calendar.chosen).map(({ key }) => key)
  return (
    <fieldset class="calendars">
      <legend class="visually-hidden">{legend}</legend>
      {calendars.map((calendar) => (
        <label key={calendar.key} class="calendar">
          <input
            type="checkbox"
            checked={calendar.chosen}
            disabled={calendar.role === 'busy-only'}
            onChange={(event) =>
              onChoose(
                event.currentTarget.checked
                  ? [...chosen, calendar.key]
                  : chosen.filter((key) => key !== calendar.key),
              )
            }
          />
          <svg class="dot" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
            <circle cx="5" cy="5" r="5" fill={calendar.colour ?? 'currentColor'} />
          </svg>
          <span>{calendar.name}</span>
          <small>{roleWords(calendar)}</small>
        </label>
      ))}
    </fieldset>
  )
}

const roleWords = (calendar: CalendarRecord): string => {
  if (calendar.chosen && calendar.lastFailure) return failureWords(calendar.lastFailure)
  if (calendar.role === 'busy-only') return t('accounts_busyOnly')
  return calendar.role === 'reader' ? t('accounts_readOnly') : ''
}

export type AccountActions = {
  readonly onReconnect: (accountId: string) => void
  readonly onAllowWriting: (accountId: string) => void
  readonly onRefresh: (accountId: string) => void
  readonly onRemove: (accountId: string) => void
  readonly onChoose: (accountId: string, calendarKeys: readonly string[]) => void
}

/** One account: who, how it stands, which calendars are watched. */
export const AccountItem = ({
  view,
  now,
  busy,
  onReconnect,
  onAllowWriting,
  onRefresh,
  onRemove,
  onChoose,
}: AccountActions & { readonly view: AccountView; readonly now: number; readonly busy: string | null }) => {
  const { account, calendars, chosen, pulledAt, malformed } = view
  const practice = account.provider === 'practice'
  return (
    <li class="account">
      <div class="head">
        <Icon name="calendar" size={18} />
        <div>
          <p class="name">{practice ? t('accounts_practice') : account.email || account.name}</p>
          <p class="meta">
            {practice
              ? t('accounts_practiceHow')
              : account.access === 'write'
                ? t('accounts_canWrite')
                : t('accounts_canRead')}
            {pulledAt !== null && ` · ${t('accounts_pulled', relativeTime(pulledAt, now))}`}
          </p>
        </div>
        {account.state === 'sign-in' && (
          <Pill tone="alarm" icon="warning">
            {t('accounts_signIn')}
          </Pill>
        )}
      </div>
      {malformed > 0 && <p class="hint">{plural('accounts_malformed', malformed)}</p>}
      <Disclosure summary={t('accounts_watched', chosen, calendars.length)}>
        <CalendarPicker
          calendars={calendars}
          legend={t('accounts_calendarsOf', account.name || account.email)}
          onChoose={(keys) => onChoose(account.id, keys)}
        />
      </Disclosure>
      <div class="row-actions">
        {account.state === 'sign-in' && (
          <Button
            size="sm"
            variant="primary"
            busy={busy === `signIn:${account.id}`}
            onClick={() => onReconnect(account.id)}
          >
            {t('dash_reconnect')}
          </Button>
        )}
        {account.state === 'ok' && account.access === 'read' && !practice && (
          <Button size="sm" busy={busy === `signIn:${account.id}`} onClick={() => onAllowWriting(account.id)}>
            {t('accounts_allowWriting')}
          </Button>
        )}
        <Button
          size="sm"
          variant="quiet"
          busy={busy === `refresh:${account.id}`}
          onClick={() => onRefresh(account.id)}
        >
          {t('accounts_refresh')}
        </Button>
        <Button
          size="sm"
          variant="quiet"
          busy={busy === `removeAccount:${account.id}`}
          onClick={() => onRemove(account.id)}
        >
          {t('dash_remove')}
        </Button>
      </div>
    </li>
  )
}
