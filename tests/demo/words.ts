import type { AnswerCode, Head } from '../../lib/core/answer.ts'
import type { Mark } from '../../lib/core/policy.ts'

const codes: Readonly<Record<AnswerCode, string>> = {
  occurred: 'It happened',
  'client-emergency': 'Client had an emergency',
  'coach-emergency': 'I had an emergency',
  'coach-missed': 'I missed the session',
  other: 'Other',
  'client-no-show': 'Client did not show up',
  'client-late-cancel': 'Client canceled at the last minute',
  'canceled-in-time': 'Client canceled in time',
  moved: 'We moved it',
  undone: 'Taken back',
}

const marks: Readonly<Record<Mark, string>> = {
  completed: 'Completed',
  'didnt-occur': 'Didn’t occur',
  'to-reschedule': 'To reschedule',
  'canceled-in-time': 'Canceled in time',
}

/** One answer as a sentence: the same words for the calendar's copy and the books' own. */
export const headWords = (head: Head): string =>
  [
    `“${codes[head.code]}”, ${head.kind}: ${head.mark === null ? 'nothing decided' : marks[head.mark]};`,
    head.counts ? 'counts;' : 'does not count;',
    head.reschedule ? 'back for rescheduling' : 'not sent back',
    `(${head.rowId ?? 'no rule'}, ${head.policyVersion})`,
  ].join(' ')

/** "Tue 24 Nov, 10:00–11:00" in `zone`. Instants in epoch ms. */
export const spanWords = ({ start, end }: { readonly start: number; readonly end: number }, zone: string) => {
  const day = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: zone,
  })
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone })
  return `${day.format(start)}, ${time.format(start)}–${time.format(end)}`
}

const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || `${last} ${word}`.length > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

/** Columns beside one another, each line of text wrapped to its column's width. */
export const columns = (cells: readonly string[], widths: readonly number[]): string => {
  const wrapped = cells.map((cell, index) => wrap(cell, widths[index] ?? 40))
  const height = Math.max(...wrapped.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, index) => (lines[line] ?? '').padEnd(widths[index] ?? 40))
      .join('  ')
      .trimEnd(),
  ).join('\n')
}
