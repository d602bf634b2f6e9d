import { unparse } from 'papaparse'
import { t } from '../../lib/browser/i18n.ts'
import type { LedgerEntry } from '../../lib/core/ledger.ts'
import { dateOf, zoned } from '../../lib/core/time.ts'
import { outcomeWord } from '../pill.tsx'
import { codeWord, kindWord } from './past-words.ts'

/** What tells a spreadsheet that the text is UTF-8: names have accents. */
const UTF8 = '\uFEFF'

/**
 * A client's statement as CSV (RFC 4180): a line for each entry, oldest first, at the session's own date and time in its own zone, written
 * so that a spreadsheet can sort and add up. Text that a spreadsheet would take for a formula is kept from being one (E54).
 */
export const statementCsv = (entries: readonly LedgerEntry[]): string => {
  const rows = entries
    .toSorted((a, b) => a.sessionStart - b.sessionStart || a.at - b.at)
    .map(({ sessionStart, zone, code, kind, mark, delta, minutes }) => ({
      [t('csv_date')]: dateOf(sessionStart, zone),
      [t('csv_time')]: zoned(sessionStart, zone).toPlainTime().toString({ smallestUnit: 'minute' }),
      [t('csv_zone')]: zone,
      [t('statement_answer')]: codeWord(code),
      [t('statement_kind')]: kindWord(kind),
      [t('statement_outcome')]: mark === null ? '' : outcomeWord(mark),
      [t('statement_uses')]: delta,
      [t('csv_minutes')]: minutes ?? '',
    }))
  return UTF8 + unparse(rows, { escapeFormulae: true, newline: '\r\n' })
}
