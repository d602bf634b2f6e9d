import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
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
