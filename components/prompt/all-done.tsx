import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { EmptyState } from '../feedback.tsx'
import './prompt.css'

/** Nothing waits any more. `putOff`: because it was put off; nothing was answered. */
export const AllDone = ({ putOff, onClose }: { readonly putOff: boolean; readonly onClose: () => void }) => (
  <section class="card all-done">
    <EmptyState
      icon="check"
      level={1}
      title={t('prompt_allDone')}
      action={
        <Button onClick={onClose} shortcut="Esc">
          {t('prompt_close')}
        </Button>
      }
    >
      {t(putOff ? 'prompt_putOffText' : 'prompt_allDoneText')}
    </EmptyState>
  </section>
)
