import { plural, t } from '../../lib/browser/i18n.ts'
import type { LedgerEntry } from '../../lib/core/ledger.ts'
import type { Terms } from '../../lib/core/program-change.ts'
import type { Attaching } from '../../lib/core/program-entry.ts'
import { dateOf } from '../../lib/core/time.ts'
import { Button } from '../button.tsx'
import { Disclosure } from '../disclosure.tsx'
import { shortDate, timeOf } from '../format.ts'
import { OutcomePill } from '../pill.tsx'
import { codeWord } from './past-words.ts'

const Sessions = ({ entries, now }: { readonly entries: readonly LedgerEntry[]; readonly now: number }) => (
  <ul class="plain-list attach-list">
    {entries.map((entry) => (
      <li key={entry.id}>
        <span class="tabular">
          {shortDate(entry.sessionStart, now)}, {timeOf(entry.sessionStart)}
        </span>
        {entry.mark && <OutcomePill outcome={entry.mark} />}
        <span class="faint">{codeWord(entry.code)}</span>
      </li>
    ))}
  </ul>
)

/**
 * What saving a program would do to what counted already: how many sessions since when, each by its date, and what the balance would
 * then be. What lies before its first day is named with the one press that takes it in.
 */
export const AttachPreview = ({
  entry,
  attaching: { taken, before, total },
  zone,
  now,
  onBegin,
}: {
  readonly entry: Terms
  readonly attaching: Attaching
  /** The program's: the day of a session is that of its start there. */
  readonly zone: string
  readonly now: number
  readonly onBegin: (date: string) => void
}) => {
  const [first] = taken
  const [earlier] = before
  const used = entry.alreadyUsed + taken.length
  return (
    <div class="attach">
      <output>
        {first
          ? plural('program_attaches', taken.length, shortDate(first.sessionStart, now, zone))
          : t('program_attachesNone')}{' '}
        <strong>{t('program_wouldBe', used, total)}</strong>
        {entry.alreadyUsed > 0 && first && ` ${t('program_wouldBeSum', entry.alreadyUsed, taken.length)}`}
      </output>
      {first && (
        <Disclosure summary={t('program_whichSessions')} open={taken.length <= 8}>
          <Sessions entries={taken} now={now} />
        </Disclosure>
      )}
      {earlier && (
        <p class="earlier">
          {plural('program_earlier', before.length, shortDate(earlier.sessionStart, now, zone))}{' '}
          <Button size="sm" onClick={() => onBegin(dateOf(earlier.sessionStart, zone))}>
            {t('program_beginThen', shortDate(earlier.sessionStart, now, zone))}
          </Button>
        </p>
      )}
    </div>
  )
}
