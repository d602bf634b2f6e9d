import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import './connect.css'

/** The ways to a calendar: Google, the built-in Practice month, and an honest word about Outlook. */
export const Connect = ({
  google,
  practice,
  busy,
  onGoogle,
  onPractice,
}: {
  /** False when this build has no Google client. */
  readonly google: boolean
  /** False when the Practice calendar is there already. */
  readonly practice: boolean
  readonly busy: string | null
  readonly onGoogle: () => void
  readonly onPractice: () => void
}) => (
  <ul class="connect plain-list">
    <li>
      <Icon name="calendar" size={20} />
      <div>
        <p class="name">{t('connect_google')}</p>
        <p>{google ? t('connect_googleHow') : t('refusal_noClientId')}</p>
      </div>
      <Button variant="primary" disabled={!google} busy={busy === 'signIn:new'} onClick={onGoogle}>
        {t('connect_googleButton')}
      </Button>
    </li>
    {practice && (
      <li>
        <Icon name="note" size={20} />
        <div>
          <p class="name">{t('connect_practice')}</p>
          <p>{t('connect_practiceHow')}</p>
        </div>
        <Button variant={google ? 'secondary' : 'primary'} busy={busy === 'practice'} onClick={onPractice}>
          {t('connect_practiceButton')}
        </Button>
      </li>
    )}
    <li class="later">
      <Icon name="calendar" size={20} />
      <div>
        <p class="name">{t('connect_outlook')}</p>
        <p>{t('connect_outlookHow')}</p>
      </div>
    </li>
  </ul>
)
