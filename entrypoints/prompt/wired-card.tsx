import { EmptyState, ErrorNote, Skeleton } from '../../components/feedback.tsx'
import type { CardViewProps } from '../../components/prompt/card-props.ts'
import { CardView } from '../../components/prompt/card-view.tsx'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import type { Client } from '../../lib/core/client.ts'
import type { Settings } from '../../lib/core/settings.ts'
import type { Card } from '../../lib/core/view/card.ts'
import { cardView } from '../../lib/store/queries/card.ts'
import { keepSaved } from '../../lib/store/queries/drafts.ts'
import { booksForReading, live } from '../../lib/store/queries/live.ts'
import { currentSettings } from '../../lib/store/queries/settings.ts'
import { cardApi, newId } from './card-wire.ts'

type Read = { readonly card: Card | null; readonly clients: readonly Client[]; readonly settings: Settings }

/** Everything that the card of a session is drawn from. */
export const readCard = (sessionKey: string) =>
  live<Read>(async (db) => {
    const [card, clients, settings] = await Promise.all([
      cardView(db, sessionKey, correctedNow()),
      db.clients.all(),
      currentSettings(db),
    ])
    return { card, clients, settings }
  })

/**
 * The card of a session over the live books; the same in the prompt window, the popup and the Past page. Give it a `key` per
 * session.
 */
export const WiredCard = ({
  sessionKey,
  ...on
}: { readonly sessionKey: string } & Pick<
  CardViewProps,
  'begin' | 'onSaved' | 'onDone' | 'onClose' | 'onStep'
>) => {
  const { value, error } = useLive(() => readCard(sessionKey), [sessionKey])
  const now = useNow()
  if (error) {
    const reload = { label: t('common_tryAgain'), onPress: () => location.reload() }
    return <ErrorNote what={t('common_unreadable')} safe={t('common_unreadableSafe')} action={reload} />
  }
  if (!value) return <Skeleton lines={5} label={t('common_loading')} />
  if (!value.card) return <EmptyState icon="calendar" title={t('prompt_gone')} />
  const { ask, reschedule } = value.settings
  return (
    <CardView
      {...on}
      card={value.card}
      clients={value.clients}
      settings={{ ...ask, holds: reschedule.holds }}
      now={now}
      zone={Temporal.Now.timeZoneId()}
      api={cardApi}
      newId={newId}
      onSaved={(participants) => {
        keepSaved(booksForReading(), { sessions: [{ sessionKey, participants }] }, correctedNow()).catch(
          reportError,
        )
        on.onSaved(participants)
      }}
    />
  )
}
