import { LetterInPlace } from '../../components/letter/letter-in-place.tsx'
import { partsOf } from '../../lib/core/session-row.ts'
import { WiredLetter } from '../prompt/wired-letter.tsx'

/** "Write to Dana": opens a letter about one participant of a session in the place where it stands. */
export const RowLetter = ({
  after,
  name,
  begin = false,
  again = false,
  onOpen,
}: {
  readonly after: string
  readonly name: string
  /** Open at once. */
  readonly begin?: boolean
  /** It stood open before its row came here. */
  readonly again?: boolean
  readonly onOpen?: (open: boolean) => void
}) => (
  <LetterInPlace name={name} begin={begin || again} onOpen={onOpen}>
    {(onClose) => <WiredLetter {...partsOf(after)} level={2} again={again} onClose={onClose} />}
  </LetterInPlace>
)
