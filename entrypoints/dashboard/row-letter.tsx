import { useState } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { t } from '../../lib/browser/i18n.ts'
import { partsOf } from '../../lib/core/session-row.ts'
import { WiredLetter } from '../prompt/wired-letter.tsx'

/** "Write to Dana": opens a letter about one participant of a session in the place where it stands. */
export const RowLetter = ({
  after,
  name,
  begin = false,
}: {
  readonly after: string
  readonly name: string
  /** Open at once. */
  readonly begin?: boolean
}) => {
  const [open, setOpen] = useState(begin)
  return open ? (
    <WiredLetter {...partsOf(after)} level={2} onClose={() => setOpen(false)} />
  ) : (
    <Button class="write" variant="quiet" size="sm" icon="mail" onClick={() => setOpen(true)}>
      {t('letter_write', name)}
    </Button>
  )
}
