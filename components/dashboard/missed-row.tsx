import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import type { Interval } from '../../lib/core/time.ts'
import type { QueueRow } from '../../lib/core/view/queue.ts'
import { shortDate, timeRange } from '../format.ts'
import { codeWord, kindWord } from './past-words.ts'

/** "Tue 24 Nov, 10:00–11:00". */
export const slotWords = (slot: Interval, now: number): string =>
  `${shortDate(slot.start, now)}, ${timeRange(slot)}`

const what = (row: QueueRow, now: number): string => {
  if (row.wish.purpose === 'next') return t('queue_nextAfter', slotWords(row, now))
  return `${t('queue_missed', slotWords(row, now))} · ${kindWord(row.kind)} · ${
    row.code === null ? t('code_canceledInTime') : codeWord(row.code)
  }`
}

/**
 * Who, what was missed and why, or what it follows; the actions stand beneath. When what is done with it leads it to another list, the focus
 * goes along.
 */
export const MissedRow = ({
  row,
  now,
  children,
  actions,
}: {
  readonly row: QueueRow
  readonly now: number
  readonly children?: ComponentChildren
  readonly actions?: ComponentChildren
}) => (
  <li class="queue-row" data-row={row.id} tabIndex={-1}>
    <div class="missed">
      <p class="name">{row.name}</p>
      <p class="meta">{what(row, now)}</p>
    </div>
    {actions && <div class="side-actions">{actions}</div>}
    {children}
  </li>
)
