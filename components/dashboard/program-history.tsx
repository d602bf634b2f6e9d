import { t } from '../../lib/browser/i18n.ts'
import type { Program } from '../../lib/core/program.ts'
import { holding, type ProgramChange, type Terms } from '../../lib/core/program-change.ts'
import { dateOf } from '../../lib/core/time.ts'
import { Button } from '../button.tsx'
import { plainDate } from '../format.ts'
import { changeWords, termsWords } from './program-words.ts'

/** What was agreed at first, and every change since with the day on which it was said; what no longer holds stays, struck out. */
export const ProgramHistory = ({
  program,
  onChangeOne,
  onTakeBack,
}: {
  readonly program: Program
  readonly onChangeOne: (changeId: string) => void
  readonly onTakeBack: (changeId: string) => void
}) => {
  const { changes = [], zone } = program
  if (changes.length === 0) return null
  const hold = new Set(holding(program).map(({ id }) => id))
  /** The program as it was said after this many changes. */
  const termsAfter = (count: number): Terms =>
    changes.slice(count).find((change) => change.type === 'corrected')?.was ?? program
  const wordsOf = (change: ProgramChange, index: number): string => {
    if (change.type !== 'withdrawn') return changeWords(change, termsAfter(index + 1))
    const gone = changes.find(({ id }) => id === change.instead)
    return t('program_takenBack', gone && gone.type !== 'withdrawn' ? changeWords(gone, program) : '')
  }
  const day = (at: number): string => plainDate(dateOf(at, zone))
  return (
    <ol class="plain-list program-history" aria-label={t('program_history', program.name)}>
      <li>
        <span class="said-on tabular">{day(program.createdAt)}</span>
        <span class="words">{t('program_agreed', termsWords(termsAfter(0)))}</span>
      </li>
      {changes.map((change, index) => {
        const words = wordsOf(change, index)
        const isStruck = change.type !== 'withdrawn' && !hold.has(change.id)
        return (
          <li key={change.id}>
            <span class="said-on tabular">{day(change.at)}</span>
            <span class="words">
              {isStruck ? <del>{words}</del> : words}
              {isStruck && <span class="visually-hidden"> {t('program_noLonger')}</span>}
            </span>
            {!isStruck && (change.type === 'paused' || change.type === 'extended') && (
              <span class="side-actions" data-screen>
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={t('program_changeOne', words)}
                  onClick={() => onChangeOne(change.id)}
                >
                  {t('program_change')}
                </Button>
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={t('program_takeBackOne', words)}
                  onClick={() => onTakeBack(change.id)}
                >
                  {t('program_takeBack')}
                </Button>
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
