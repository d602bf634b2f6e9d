import { useState } from 'preact/hooks'
import { LiveRegion, Skeleton } from '../../components/feedback.tsx'
import { useLive } from '../../components/use-live.ts'
import { STEPS, type Step } from '../../components/welcome/frame.tsx'
import { t } from '../../lib/browser/i18n.ts'
import { connectedAccounts } from '../../lib/store/queries/accounts.ts'
import { live } from '../../lib/store/queries/live.ts'
import { CalendarsStep } from './calendars-step.tsx'
import { ClientsStep } from './clients-step.tsx'
import { CoachingStep } from './coaching-step.tsx'
import { ConnectStep } from './connect-step.tsx'
import { ReadyStep } from './ready-step.tsx'
import type { StepProps } from './step.ts'

const components: Readonly<Record<Step, (props: StepProps) => preact.JSX.Element>> = {
  connect: ConnectStep,
  calendars: CalendarsStep,
  coaching: CoachingStep,
  clients: ClientsStep,
  ready: ReadyStep,
}

/** The first run: connect, choose, recognise, clients, ready. Every step can be gone back to. */
export const Welcome = () => {
  const [step, setStep] = useState<Step>('connect')
  const [furthest, setFurthest] = useState(0)
  const [said, setSaid] = useState('')
  const { value: accounts } = useLive(() => live(connectedAccounts), [])
  if (!accounts) return <Skeleton lines={6} label={t('dash_loading')} />
  // With a calendar connected the next step is open, whichever way it came.
  const reached = accounts.length === 0 ? 0 : Math.max(1, furthest)
  const go = (to: Step) => {
    setStep(to)
    setFurthest(Math.max(furthest, STEPS.indexOf(to)))
    scrollTo(0, 0)
  }
  const Current = components[step]
  return (
    <>
      <Current
        key={step}
        reached={reached}
        onStep={go}
        onNext={() => go(STEPS[STEPS.indexOf(step) + 1] ?? 'ready')}
        tell={setSaid}
      />
      <LiveRegion message={said} />
    </>
  )
}
