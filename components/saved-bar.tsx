import { plural, t } from '../lib/browser/i18n.ts'
import type { SavedView } from '../lib/core/view/saved.ts'
import { Button } from './button.tsx'
import { SavedLine } from './feedback.tsx'
import { outcomeWord } from './pill.tsx'

/** "Saved: Dana, Completed 5/12", or how many were saved as one. `hidden`: on a private screen, whose it was goes without saying. */
export const savedWords = ({ count, name, outcome, program }: SavedView, hidden = false): string => {
  if (count > 1) return plural('common_savedMany', count)
  const word = outcomeWord(outcome)
  if (hidden)
    return program
      ? t('common_savedHiddenProgram', word, program.used, program.total)
      : t('common_savedHidden', word)
  return program
    ? t('common_savedProgram', name, word, program.used, program.total)
    : t('common_saved', name, word)
}

/** The line after an answer, with "Undo" and "Notes"; it stays until the next answer (UI). */
export const SavedBar = ({
  saved,
  hidden,
  busy,
  onUndo,
  onNotes,
  onBookNext,
  onLetter,
}: {
  readonly saved: SavedView
  /** A private screen shows no name. */
  readonly hidden: boolean
  readonly busy: boolean
  readonly onUndo: () => void
  readonly onNotes: () => void
  readonly onBookNext: () => void
  readonly onLetter: () => void
}) => (
  <SavedLine
    actions={
      <>
        <Button variant="quiet" size="sm" busy={busy} onClick={onUndo}>
          {t('common_undo')}
        </Button>
        {saved.count === 1 && (
          <Button variant="quiet" size="sm" onClick={onNotes}>
            {t('common_notes')}
          </Button>
        )}
        {saved.count === 1 && saved.outcome !== 'completed' && saved.outcome !== 'moved' && (
          <Button variant="quiet" size="sm" onClick={onLetter}>
            {t('common_letter')}
          </Button>
        )}
        {saved.bookNext && (
          <Button variant="quiet" size="sm" onClick={onBookNext}>
            {t('common_bookNext')}
          </Button>
        )}
      </>
    }
  >
    {savedWords(saved, hidden)}
  </SavedLine>
)
