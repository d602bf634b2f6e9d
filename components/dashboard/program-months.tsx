import { t } from '../../lib/browser/i18n.ts'
import type { ProgramView } from '../../lib/core/view/client.ts'
import { monthLines } from '../../lib/core/view/months.ts'
import { Pill } from '../pill.tsx'
import { monthWords } from './month-words.ts'

/** What each month of a program with an allowance has used; a month gone over is flagged in words (E41). `now` in epoch ms. */
export const ProgramMonths = ({ view, now }: { readonly view: ProgramView; readonly now: number }) => {
  const lines = monthLines(view, now)
  return lines.length === 0 ? null : (
    <ul class="plain-list program-months tabular" aria-label={t('program_months', view.program.name)}>
      {lines.map((line) => (
        <li key={line.month}>
          {monthWords(line, now)}
          {line.over > 0 && (
            <Pill tone="alarm" icon="warning">
              {t('clients_over', line.over)}
            </Pill>
          )}
        </li>
      ))}
    </ul>
  )
}
