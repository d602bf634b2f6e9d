import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'

/** In the place of the card for what the coach set aside: why it is not asked about, and the way back. */
export const AsideCard = ({
  busy,
  trouble,
  onCoaching,
}: {
  readonly busy: boolean
  readonly trouble: ComponentChildren
  readonly onCoaching: () => void
}) => (
  <div class="set-aside">
    <p>{t('past_asideWhy')}</p>
    <Button size="sm" busy={busy} onClick={onCoaching}>
      {t('past_asideBack')}
    </Button>
    {trouble}
  </div>
)
