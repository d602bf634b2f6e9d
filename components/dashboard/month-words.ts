import { plural, t } from '../../lib/browser/i18n.ts'
import type { MonthLine } from '../../lib/core/view/month-line.ts'
import { monthName } from '../format.ts'

/** "October: 2 of 3 used, 1 left": what a month of a program has used. `now` in epoch ms; null: with its year, whenever it is read. */
export const monthWords = ({ month, used, allowance, left, madeUp }: MonthLine, now: number | null): string =>
  [
    t('program_monthUsed', monthName(month, now), used, allowance),
    left > 0 && plural('program_monthLeft', left),
    madeUp && t('program_monthMadeUp'),
  ]
    .filter(Boolean)
    .join(', ')

/** The same of a month that went over, with by how many: "October: 4 of 3 used, 1 over". */
export const overMonthWords = (line: MonthLine, now: number | null): string =>
  `${monthWords(line, now)}, ${t('clients_over', line.over)}`
