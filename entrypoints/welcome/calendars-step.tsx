import { accountName } from '../../components/account-name.ts'
import { CalendarPicker } from '../../components/dashboard/calendar-picker.tsx'
import '../../components/dashboard/shell.css'
import { Skeleton } from '../../components/feedback.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { WelcomeFrame } from '../../components/welcome/frame.tsx'
import { plural, t } from '../../lib/browser/i18n.ts'
import { send } from '../../lib/messaging.ts'
import { connectedAccounts } from '../../lib/store/queries/accounts.ts'
import { live } from '../../lib/store/queries/live.ts'
import { readCalendars } from '../dashboard/read-calendars.ts'
import type { StepProps } from './step.ts'

/** Which calendars to watch; going on reads them for the first time. */
export const CalendarsStep = ({ reached, onStep, onNext }: StepProps) => {
  const act = useAct()
  const { value: accounts } = useLive(() => live(connectedAccounts), [])
  const { value: events = 0 } = useLive(() => live((db) => db.events.count()), [])
  const chosen = accounts?.reduce((sum, each) => sum + each.chosen, 0) ?? 0
  return (
    <WelcomeFrame
      step="calendars"
      reached={reached}
      title={t('welcome_calendarsTitle')}
      lead={t('welcome_calendarsLead')}
      onStep={onStep}
      next={{
        label: act.busy.has('read') ? t('dash_reading') : t('welcome_next'),
        busy: act.busy.has('read'),
        disabled: chosen === 0,
        onPress: () => act.run('read', readCalendars, onNext),
        ...(act.refused ? { skip: { label: t('welcome_goOnAnyway'), onPress: onNext } } : {}),
      }}
    >
      {accounts ? (
        accounts.map(({ account, calendars }) => (
          <section key={account.id} class="account-calendars">
            <h2>{accountName(account)}</h2>
            <CalendarPicker
              calendars={calendars}
              legend={t('accounts_calendarsOf', accountName(account))}
              onChoose={(calendarKey, chosen) =>
                act.change('choose', () => send('chooseCalendar', { calendarKey, chosen }))
              }
            />
          </section>
        ))
      ) : (
        <Skeleton lines={4} label={t('dash_loading')} />
      )}
      {chosen === 0 && accounts && <p class="hint">{t('welcome_chooseOne')}</p>}
      <p class="hint" role="status">
        {act.busy.has('read') ? plural('welcome_read', events) : ''}
      </p>
      <RefusalNote act={act} names={['choose', 'read']} />
    </WelcomeFrame>
  )
}
