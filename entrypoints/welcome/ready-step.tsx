import { useEffect } from 'preact/hooks'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { WelcomeFrame } from '../../components/welcome/frame.tsx'
import { Ready } from '../../components/welcome/ready.tsx'
import { t } from '../../lib/browser/i18n.ts'
import { send } from '../../lib/messaging.ts'
import { live } from '../../lib/store/queries/live.ts'
import { lastEnded } from '../../lib/store/queries/past.ts'
import { waitingKeys } from '../../lib/store/queries/waiting.ts'
import type { StepProps } from './step.ts'

/** Set up: pin the button, try the question, go to the dashboard. */
export const ReadyStep = ({ reached, onStep }: StepProps) => {
  const act = useAct()
  const { value: last } = useLive(() => live((db) => lastEnded(db, Date.now())), [])
  const { value: waiting = [] } = useLive(() => live((db) => waitingKeys(db, Date.now())), [])
  useEffect(() => act.run('finish', () => send('finishSetUp', {})), [])
  return (
    <WelcomeFrame
      step="ready"
      reached={reached}
      title={t('welcome_readyTitle')}
      lead={t(waiting.length > 0 ? 'welcome_readyLeadWaiting' : 'welcome_readyLead')}
      onStep={onStep}
      next={{
        label: t('welcome_openDashboard'),
        busy: false,
        onPress: () => location.assign('dashboard.html#/past'),
      }}
    >
      <Ready
        last={last ?? null}
        busy={act.busy === 'try'}
        onTry={() => act.run('try', () => send('openPrompt', { sessionKey: last?.key ?? null }))}
      />
      <RefusalNote act={act} names={['finish', 'try']} />
    </WelcomeFrame>
  )
}
