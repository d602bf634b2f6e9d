import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import type { Account } from '../../lib/core/account.ts'
import { Button } from '../button.tsx'
import { calendarName, providerName } from '../calendar-name.ts'
import { Heading } from './heading.tsx'

/**
 * The first write explains itself, once (PRODUCT 7): exactly what would be written, and who can see it. Nothing has been written yet.
 */
export const ConsentCard = ({
  account,
  busy,
  trouble,
  onDecide,
  onLater,
}: {
  readonly account: Pick<Account, 'provider' | 'name' | 'access'>
  readonly busy: boolean
  readonly trouble: ComponentChildren
  readonly onDecide: (annotations: 'on' | 'off') => void
  readonly onLater: () => void
}) => {
  const calendar = calendarName(account)
  const isPractice = account.provider === 'practice'
  // Who has to allow writing first, from a full page (PRODUCT 10).
  const asks = isPractice || account.access === 'write' ? null : providerName(account)
  return (
    <section class="card consent">
      <div class="body">
        <Heading of="consent">{t('prompt_consentTitle', calendar)}</Heading>
        <p class="lead">{t(isPractice ? 'prompt_consentLeadPractice' : 'prompt_consentLead')}</p>
        <dl class="exactly">
          <dt>{t('prompt_consentWhat')}</dt>
          <dd>{t('prompt_consentWhatText')}</dd>
          <dt>{t('prompt_consentNever')}</dt>
          <dd>{t('prompt_consentNeverText')}</dd>
          <dt>{t('prompt_consentWho')}</dt>
          <dd>{t('prompt_consentWhoText')}</dd>
        </dl>
        <p class="kept">{asks === null ? t('prompt_consentSafe') : t('prompt_consentSignIn', asks)}</p>
      </div>
      <footer class="verdict plain">
        {trouble}
        <Button variant="primary" size="lg" wide busy={busy} onClick={() => onDecide('on')}>
          {t('prompt_consentOn', calendar)}
        </Button>
        <div class="pair">
          <Button size="lg" busy={busy} onClick={() => onDecide('off')}>
            {t('prompt_consentOff')}
          </Button>
          <Button size="lg" onClick={onLater}>
            {t('prompt_consentLater')}
          </Button>
        </div>
      </footer>
    </section>
  )
}
