import { ConsentCard } from '../../components/prompt/consent-card.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { t } from '../../lib/browser/i18n.ts'
import type { Account } from '../../lib/core/account.ts'
import { send } from '../../lib/messaging.ts'

/** What the coach calls the calendar of an account. */
const calendarName = ({ provider, name }: Account): string => {
  switch (provider) {
    case 'google':
      return t('common_googleCalendar')
    case 'outlook':
      return t('common_outlookCalendar')
    default:
      return name || t('common_practiceCalendar')
  }
}

/** Asks once whether outcomes may be written into the calendar. */
export const WiredConsent = ({
  account,
  onDone,
}: {
  readonly account: Account
  readonly onDone: () => void
}) => {
  const act = useAct()
  const decide = (annotations: 'on' | 'off') =>
    act.run('consent', () => send('consent', { annotations }), onDone)
  return (
    <ConsentCard
      calendar={calendarName(account)}
      signIn={account.access === 'read'}
      busy={act.busy !== null}
      trouble={<RefusalNote act={act} names={['consent']} />}
      onDecide={decide}
      onLater={onDone}
    />
  )
}
