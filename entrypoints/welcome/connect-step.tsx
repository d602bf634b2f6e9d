import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { WelcomeFrame } from '../../components/welcome/frame.tsx'
import { t } from '../../lib/browser/i18n.ts'
import { connectedAccounts } from '../../lib/store/queries/accounts.ts'
import { live } from '../../lib/store/queries/live.ts'
import { ConnectWays } from '../dashboard/connect-ways.tsx'
import type { StepProps } from './step.ts'

/** Google, Outlook or Practice. */
export const ConnectStep = ({ reached, onStep, onNext, tell }: StepProps) => {
  const act = useAct()
  const { value: accounts = [] } = useLive(() => live(connectedAccounts), [])
  const connected = (words: string) => {
    tell(t('accounts_connected', words))
    onNext()
  }
  return (
    <WelcomeFrame
      step="connect"
      reached={reached}
      title={t('welcome_title')}
      lead={t('welcome_lead')}
      onStep={onStep}
      next={accounts.length > 0 ? { label: t('welcome_next'), busy: false, onPress: onNext } : null}
    >
      <ConnectWays accounts={accounts} act={act} connected={connected} />
      <RefusalNote act={act} names={['signIn', 'practice']} />
    </WelcomeFrame>
  )
}
