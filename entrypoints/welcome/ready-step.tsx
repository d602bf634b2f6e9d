import { useEffect } from 'preact/hooks'
import { Skeleton } from '../../components/feedback.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { WelcomeFrame } from '../../components/welcome/frame.tsx'
import { Ready } from '../../components/welcome/ready.tsx'
import { correctedNow } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import { send } from '../../lib/messaging.ts'
import { live } from '../../lib/store/queries/live.ts'
import { earlierCount, lastEnded } from '../../lib/store/queries/past.ts'
import { waitingKeys } from '../../lib/store/queries/waiting-keys.ts'
import type { StepProps } from './step.ts'

/** Set up: pin the button, try the question, go to the dashboard. */
export const ReadyStep = ({ reached, onStep }: StepProps) => {
  // Two of their own: a press must not be lost because the end of set-up is still being written down.
  const finishing = useAct()
  const trying = useAct()
  const { value: last } = useLive(() => live((db) => lastEnded(db, correctedNow())), [])
  const { value: waiting = [] } = useLive(() => live((db) => waitingKeys(db, correctedNow())), [])
  const { value: earlier } = useLive(() => live((db) => earlierCount(db, correctedNow())), [])
  useEffect(() => finishing.run('finish', () => send('finishSetUp', {})), [])
  const isRead = last !== undefined && earlier !== undefined
  return (
    <WelcomeFrame
      step="ready"
      reached={reached}
      title={t('welcome_readyTitle')}
      lead={t(waiting.length > 0 ? 'welcome_readyLeadWaiting' : 'welcome_readyLead')}
      onStep={onStep}
      // With what stands above it, which would push it away from under the pointer.
      next={
        isRead
          ? {
              label: t('welcome_openDashboard'),
              busy: false,
              onPress: () => location.assign('dashboard.html#/past'),
            }
          : null
      }
    >
      {isRead ? (
        <Ready
          last={last}
          earlier={earlier}
          busy={trying.busy.size > 0}
          onTry={() => trying.run('try', () => send('openPrompt', { sessionKey: last?.key ?? null }))}
        />
      ) : (
        <Skeleton lines={6} label={t('dash_loading')} />
      )}
      <RefusalNote act={finishing} names={['finish']} />
      <RefusalNote act={trying} names={['try']} />
    </WelcomeFrame>
  )
}
