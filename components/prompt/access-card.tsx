import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { Heading } from './heading.tsx'

/** After "Show them in Google Calendar" with an account that may only be read: what is still needed, and the way there. */
export const AccessCard = ({
  calendar,
  provider,
  onGo,
  onLater,
}: {
  readonly calendar: string
  /** "Google" or "Microsoft". */
  readonly provider: string
  readonly onGo: () => void
  readonly onLater: () => void
}) => (
  <section class="card consent">
    <div class="body">
      <Heading of="access">{t('prompt_accessTitle', provider)}</Heading>
      <p class="lead">{t('prompt_accessLead', calendar, provider)}</p>
      <p class="kept">
        <Icon name="check" />
        {t('prompt_accessSafe')}
      </p>
    </div>
    <footer class="verdict plain">
      <Button variant="primary" size="lg" wide onClick={onGo}>
        {t('prompt_accessGo', provider)}
      </Button>
      <Button size="lg" wide onClick={onLater}>
        {t('prompt_notNow')}
      </Button>
    </footer>
  </section>
)
