import { t } from '../../lib/browser/i18n.ts'
import type { HandView } from '../../lib/core/view/by-hand.ts'
import { Button } from '../button.tsx'
import { dayHeading, timeRange } from '../format.ts'
import './by-hand.css'

/** Under the card of a session added by hand: that no calendar holds it (or that one does by now), and how it is changed or removed. */
export const HandActions = ({
  name,
  doubled,
  onEdit,
  onRemove,
}: {
  readonly name: string
  /** The calendar holds a session with this client at that time, too. */
  readonly doubled: boolean
  readonly onEdit: () => void
  readonly onRemove: () => void
}) => (
  <div class="by-hand">
    <p>{doubled ? t('hand_doubled', name) : t('hand_nowhere')}</p>
    <div class="row-actions">
      <Button size="sm" onClick={onEdit}>
        {t('hand_edit')}
      </Button>
      <Button size="sm" variant={doubled ? 'danger' : 'quiet'} onClick={onRemove}>
        {t('hand_remove')}
      </Button>
    </div>
  </div>
)

/** Sessions added by hand that are still to come: no calendar reminds the coach of them. */
export const HandAhead = ({
  sessions,
  zone,
  now,
  onEdit,
  onRemove,
}: {
  readonly sessions: readonly HandView[]
  readonly zone: string
  readonly now: number
  readonly onEdit: (sessionKey: string) => void
  readonly onRemove: (sessionKey: string) => void
}) => {
  if (sessions.length === 0) return null
  return (
    <section class="day" aria-label={t('hand_aheadTitle')}>
      <h2>{t('hand_aheadTitle')}</h2>
      <ul class="plain-list hand-ahead">
        {sessions.map((session) => (
          <li key={session.key}>
            <p>
              <span class="name">{session.name}</span>
              <small>
                {dayHeading(session.start, now, zone)}, {timeRange(session, zone)}
              </small>
            </p>
            <span class="row-actions">
              <Button
                size="sm"
                variant="quiet"
                aria-label={t('hand_editNamed', session.name)}
                onClick={() => onEdit(session.key)}
              >
                {t('hand_edit')}
              </Button>
              <Button
                size="sm"
                variant="quiet"
                aria-label={t('hand_removeNamed', session.name)}
                onClick={() => onRemove(session.key)}
              >
                {t('hand_remove')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
