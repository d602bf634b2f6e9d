import { useState } from 'preact/hooks'
import { BatchView } from '../../components/batch/batch-view.tsx'
import { Button } from '../../components/button.tsx'
import { EmptyState, LiveRegion } from '../../components/feedback.tsx'
import { Icon } from '../../components/icon.tsx'
import { CardView } from '../../components/prompt/card-view.tsx'
import { useCardKeys } from '../../components/prompt/use-card-keys.ts'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import { live } from '../../lib/store/queries/live.ts'
import { currentSettings } from '../../lib/store/queries/settings.ts'
import { lastSessions } from '../../lib/store/queries/waiting.ts'
import { newId } from './card-wire.ts'
import { asUnanswered, trialApi } from './trial-api.ts'
import { close } from './use-closing.ts'
import { readCard } from './wired-card.tsx'
import '../../components/prompt/trial.css'

/** How many sessions of the past stand for those that would wait. */
const STANDING_IN = 6

type Part = { readonly what: string; readonly onOver: () => void }

const readLast = () =>
  live(async (db) => {
    const [rows, { ask }] = await Promise.all([
      lastSessions(db, correctedNow(), STANDING_IN),
      currentSettings(db),
    ])
    return { rows, hidden: ask.privateScreen }
  })

/** The round-up, with the last sessions in the place of those that would wait. */
const TrialRoundUp = ({ onOver }: Part) => {
  const { value } = useLive(readLast, [])
  const now = useNow()
  useCardKeys({ Escape: close }, true)
  if (!value) return null
  return (
    <BatchView
      {...value}
      now={now}
      busy={false}
      trouble={null}
      leave={{ label: t('batch_one'), onPress: onOver }}
      onSave={onOver}
      onOpen={onOver}
    />
  )
}

const TrialCard = ({ what, sessionKey, onOver }: Part & { readonly sessionKey: string }) => {
  const { value } = useLive(() => readCard(sessionKey), [sessionKey])
  const now = useNow()
  if (!value) return null
  const { card, clients, settings } = value
  if (!card) return <EmptyState icon="calendar" level={1} title={t('prompt_gone')} />
  const { ask, reschedule } = settings
  return (
    <CardView
      card={asUnanswered(card)}
      clients={clients}
      settings={{
        ...ask,
        privateScreen: what === 'private' || ask.privateScreen,
        singleKeys: what === 'keys' || ask.singleKeys,
        holds: reschedule.holds,
      }}
      now={now}
      zone={Temporal.Now.timeZoneId()}
      api={trialApi}
      newId={newId}
      onSaved={onOver}
      onDone={onOver}
      onClose={close}
    />
  )
}

const Over = ({ onAgain }: { readonly onAgain: () => void }) => {
  useCardKeys({ Escape: close }, true)
  return (
    <section class="card all-done">
      <EmptyState
        icon="check"
        level={1}
        title={t('try_over')}
        action={
          <div class="pair">
            <Button onClick={onAgain}>{t('try_again')}</Button>
            <Button onClick={close} shortcut="Esc">
              {t('prompt_close')}
            </Button>
          </div>
        }
      >
        {t('try_overText')}
      </EmptyState>
    </section>
  )
}

/**
 * The prompt window in a trial (PRODUCT 4): the same card or the same screen over a session of the past. The first thing that would be
 * saved ends it, and nothing is.
 */
export const TrialApp = ({
  what,
  sessionKey,
}: {
  readonly what: string
  readonly sessionKey: string | null
}) => {
  const [over, setOver] = useState(false)
  const part = { what, onOver: () => setOver(true) }
  return (
    <>
      <header class="trial-note">
        <Icon name="info" />
        <p>{t('try_banner')}</p>
      </header>
      <main>
        <LiveRegion message={over ? t('try_over') : ''} />
        {over ? (
          <Over onAgain={() => setOver(false)} />
        ) : what === 'round-up' || sessionKey === null ? (
          <TrialRoundUp {...part} />
        ) : (
          <TrialCard {...part} sessionKey={sessionKey} />
        )}
      </main>
    </>
  )
}
