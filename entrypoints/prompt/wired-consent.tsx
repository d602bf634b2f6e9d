import { calendarName, providerName } from '../../components/calendar-name.ts'
import { AccessCard } from '../../components/prompt/access-card.tsx'
import { ConsentCard } from '../../components/prompt/consent-card.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { send } from '../../lib/messaging.ts'
import { openAccess } from './open-access.ts'
import type { Explaining } from './use-explaining.ts'

/** Asks once whether outcomes may be written into the calendar, and says where that is allowed. */
export const WiredConsent = ({
  now: { step, account },
  onDone,
}: {
  readonly now: Explaining
  /** Tells whether outcomes shall be written and write access is still missing. */
  readonly onDone: (needsAccess: boolean) => void
}) => {
  const act = useAct()
  const readOnly = account.access === 'read' && account.provider !== 'practice'
  if (step === 'access') {
    return (
      <AccessCard
        calendar={calendarName(account)}
        provider={providerName(account)}
        onGo={() => {
          openAccess(account.id)
          onDone(false)
        }}
        onLater={() => onDone(false)}
      />
    )
  }
  return (
    <ConsentCard
      account={account}
      busy={act.busy.size > 0}
      trouble={<RefusalNote act={act} names={['consent']} />}
      onDecide={(annotations) =>
        act.run(
          'consent',
          () => send('consent', { annotations }),
          () => onDone(annotations === 'on' && readOnly),
        )
      }
      onLater={() => onDone(false)}
    />
  )
}
