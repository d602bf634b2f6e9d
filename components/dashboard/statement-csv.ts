import { t } from '../../lib/browser/i18n.ts'
import { type Client, clientOf } from '../../lib/core/client.ts'
import type { LedgerEntry } from '../../lib/core/ledger.ts'
import { participantKey } from '../../lib/core/session-row.ts'
import type { StatementLine } from '../../lib/core/view/statement.ts'
import { outcomeWord } from '../pill.tsx'
import { csv, instantCell, whenCells } from './csv.ts'
import { overMonthWords } from './month-words.ts'
import { codeWord, kindWord, remarkWord } from './past-words.ts'

/** What a line says of an entry, under the heading of its column. */
const cells = ({ sessionStart, zone, code, kind, mark, delta, minutes, compensates }: LedgerEntry) => ({
  ...whenCells(sessionStart, zone),
  [t('statement_answer')]: compensates === null ? codeWord(code) : t('statement_takenBack'),
  [t('statement_kind')]: kindWord(kind),
  [t('statement_outcome')]: mark === null ? '' : outcomeWord(mark),
  [t('statement_uses')]: delta,
  [t('csv_minutes')]: minutes ?? '',
})

const remarksOf = ({ remarks, overMonth }: StatementLine): readonly string[] => [
  ...remarks.map(remarkWord),
  ...(overMonth ? [overMonthWords(overMonth, null)] : []),
]

/**
 * A client's statement as CSV: a line for each entry, oldest first, at the session's own date and time in its own zone, written so that
 * a spreadsheet can sort and add up.
 */
export const statementCsv = (lines: readonly StatementLine[]): string =>
  csv(
    lines
      .toSorted((a, b) => a.sessionStart - b.sessionStart || a.at - b.at)
      .map((line) => ({ ...cells(line), [t('csv_remarks')]: remarksOf(line).join(', ') })),
  )

/**
 * The whole ledger as CSV, corrections included, in the order in which it was booked, so that it reads as it grew and "Uses" adds up to
 * what the pages show, save where a client has two places in one session: there both lines stand (E17). Whose a line is: the client as known
 * now, else the address that it was booked under.
 */
export const ledgerCsv = (entries: readonly LedgerEntry[], clients: readonly Client[]): string =>
  csv(
    entries
      .toSorted((a, b) => a.at - b.at)
      .map((entry) => {
        const who = participantKey(entry.sessionKey, entry.participant)
        const client = clientOf(clients, { address: entry.address, participantKey: who, title: '' })
        return {
          [t('csv_client')]: client?.name ?? entry.address ?? '',
          ...cells(entry),
          [t('csv_entered')]: instantCell(entry.at),
        }
      }),
  )
