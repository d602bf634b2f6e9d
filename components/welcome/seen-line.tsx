import { plural, t } from '../../lib/browser/i18n.ts'
import type { ClientGuess } from '../../lib/core/client-guess.ts'
import { shortDate } from '../format.ts'
import { Pill } from '../pill.tsx'
import type { ClientDraft } from './client-draft.ts'

/** What the calendar shows of one client: "5 sessions since 2 Oct · about 4 a month · 3 booked". */
const seenWords = ({ seen, since, perMonth, booked }: ClientGuess, now: number): string =>
  [
    since === null ? null : plural('welcome_seen', seen, shortDate(since, now)),
    perMonth === null ? null : t('welcome_aMonth', perMonth),
    booked === 0 ? null : plural('welcome_booked', booked),
  ]
    .filter(Boolean)
    .join(' · ')

/** Under a line of the table: what its numbers were guessed from, and the coach's word that a guessed package is right. */
export const SeenLine = ({
  line,
  id,
  now,
  onConfirm,
}: {
  readonly line: ClientDraft
  /** The numbers are described by it. */
  readonly id: string
  readonly now: number
  readonly onConfirm: (confirmed: boolean) => void
}) => {
  const { guess, countedSince } = line
  const words = guess && seenWords(guess, now)
  const isOffered = guess?.package && line.kind !== 'nobody' && line.sessions !== ''
  return (
    <div class="seen">
      {(words || countedSince !== null) && (
        <p id={id}>
          {words}
          {countedSince !== null && ` ${t('welcome_inBooks', shortDate(countedSince, now))}`}
        </p>
      )}
      {isOffered && (
        <label class="check">
          <input
            type="checkbox"
            checked={line.confirmed}
            onChange={(event) => onConfirm(event.currentTarget.checked)}
          />
          <span>
            {t('welcome_setUp', line.name || line.address, line.sessions, line.alreadyUsed || '0')}{' '}
            <Pill>{t(guess.package?.from === 'titles' ? 'welcome_fromTitles' : 'welcome_fromSeries')}</Pill>
          </span>
        </label>
      )}
    </div>
  )
}
