import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { Heading } from './heading.tsx'

/** Where write access is asked for: sign-ins start from full pages only (PRODUCT 10). */
const pageFor = (accountId: string): string =>
  `/dashboard.html#/allow?account=${encodeURIComponent(accountId)}`

/** After "Show them in Google Calendar" with an account that may only be read: what is still needed, and the way there. */
export const AccessCard = ({
  accountId,
  calendar,
  provider,
  onDone,
}: {
  readonly accountId: string
  readonly calendar: string
  /** "Google" or "Microsoft". */
  readonly provider: string
  readonly onDone: () => void
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
      <a
        class="button primary lg wide"
        href={pageFor(accountId)}
        target="_blank"
        rel="noreferrer"
        onClick={onDone}
      >
        {t('prompt_accessGo', provider)}
      </a>
      <Button size="lg" wide onClick={onDone}>
        {t('prompt_notNow')}
      </Button>
    </footer>
  </section>
)
