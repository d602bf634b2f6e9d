import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'

/** How a form that opened in place ends: kept, or left as it was. */
export const FormButtons = ({
  save,
  busy,
  onCancel,
}: {
  /** The word on the button that keeps it. */
  readonly save: string
  readonly busy: boolean
  readonly onCancel: () => void
}) => (
  <div class="buttons">
    <Button type="submit" variant="primary" busy={busy}>
      {save}
    </Button>
    <Button variant="quiet" onClick={onCancel}>
      {t('dash_cancel')}
    </Button>
  </div>
)
