import { unparse } from 'papaparse'
import { t } from '../../lib/browser/i18n.ts'
import { dateOf, zoned } from '../../lib/core/time.ts'

/** What tells a spreadsheet that the text is UTF-8: names have accents. */
const UTF8 = '\uFEFF'

/** Rows as CSV (RFC 4180). Text that a spreadsheet would take for a formula is kept from being one (E54). */
export const csv = (rows: readonly object[]): string =>
  UTF8 + unparse([...rows], { escapeFormulae: true, newline: '\r\n' })

/** A session's own date, time and zone, under the headings of their columns. */
export const whenCells = (start: number, zone: string) => ({
  [t('csv_date')]: dateOf(start, zone),
  [t('csv_time')]: zoned(start, zone).toPlainTime().toString({ smallestUnit: 'minute' }),
  [t('csv_zone')]: zone,
})

/** An instant as every spreadsheet and program reads it: "2026-11-24T09:10:00Z"; '' where there is none. */
export const instantCell = (at: number | null): string =>
  at === null ? '' : Temporal.Instant.fromEpochMilliseconds(at).toString()
