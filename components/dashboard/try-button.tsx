import { t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'

/** "Try it" beside one setting; read aloud with what it is about. */
export const TryButton = ({
  what,
  disabled = false,
  busy = false,
  onPress,
}: {
  readonly what: string
  readonly disabled?: boolean
  readonly busy?: boolean
  readonly onPress: () => void
}) => (
  <Button size="sm" aria-label={t('ask_tryOf', what)} disabled={disabled} busy={busy} onClick={onPress}>
    {t('ask_try')}
  </Button>
)
