import { useState } from 'preact/hooks'
import { AskSettings } from '../../components/dashboard/ask-settings.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import type { Settings } from '../../lib/core/settings.ts'
import type { AskChange } from '../../lib/core/settings-change.ts'
import type { Trial } from '../../lib/core/trial.ts'
import { send } from '../../lib/messaging.ts'
import { live } from '../../lib/store/queries/live.ts'
import { lastEnded } from '../../lib/store/queries/past.ts'
import { useNotifications } from './use-notifications.ts'

/** What is said after "Try it", beside what the coach sees anyway. */
const triedWords = (what: Trial): string => {
  if (what === 'badge') return t('ask_triedBadge')
  return t(what === 'notification' ? 'ask_triedNotification' : 'ask_triedWindow')
}

/** When and how to ask, over the live books; what is tried is tried by the background, which also asks. */
export const AskingPart = ({
  ask,
  now,
  onChange,
}: {
  readonly ask: Settings['ask']
  readonly now: number
  readonly onChange: (change: AskChange) => void
}) => {
  const act = useAct()
  const notifications = useNotifications()
  const [tried, setTried] = useState('')
  const { value: last } = useLive(() => live((db) => lastEnded(db, correctedNow())), [now])
  const tryIt = async (what: Trial) => {
    // At once: the browser shows its question only while it handles the press.
    if (what === 'notification') await notifications.ask()
    const session = last ? { key: last.key, start: last.start } : null
    return send('tryAsking', { what, session })
  }
  return (
    <>
      <AskSettings
        ask={ask}
        notifications={notifications.allowed}
        canTry={Boolean(last)}
        busy={act.busy}
        now={now}
        zone={Temporal.Now.timeZoneId()}
        onChange={(changed) => {
          // At once, for the same reason.
          if (changed.how === 'notification' && ask.how !== 'notification')
            notifications.ask().catch(reportError)
          onChange(changed)
        }}
        onTry={(what) => {
          setTried('')
          act.run(
            `try:${what}`,
            () => tryIt(what),
            ({ shown }) => setTried(shown ? triedWords(what) : t('ask_notAllowed')),
          )
        }}
      />
      <RefusalNote act={act} names={['try']} />
      <p class="hint" role="status">
        {tried}
      </p>
    </>
  )
}
