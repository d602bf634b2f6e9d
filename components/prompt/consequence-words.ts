import { plural, t } from '../../lib/browser/i18n.ts'
import type { Consequence } from '../../lib/core/consequence.ts'
import { monthName, shortDate } from '../format.ts'
import { outcomeWord } from '../pill.tsx'

const isMiss = ({ mark }: Consequence): boolean => mark === 'didnt-occur'

/** Whether it counts, and the number that it comes to. Only numbers that were entered or derived (PRODUCT 2). */
const countWords = (c: Consequence, now: number): string => {
  if (c.counts && c.program) {
    const key = isMiss(c) ? 'prompt_countsAsIf' : 'prompt_counts'
    return t(key, c.program.used, c.program.total)
  }
  if (c.counts) {
    const word = t(isMiss(c) ? 'prompt_countsAsIfBare' : 'prompt_countsBare')
    if (!c.withoutProgram) return word
    const { sessions, since } = c.withoutProgram
    return `${word} ${plural('prompt_countedSince', sessions, shortDate(since, now))}`
  }
  if (c.free) return t('prompt_freeMiss')
  if (c.kind === 'complimentary') return t('prompt_neverCounts')
  return c.program ? t('prompt_doesntCountStill', c.program.used, c.program.total) : t('prompt_doesntCount')
}

/** Over-use is flagged, never hidden in a number (E41). */
const overWords = (c: Consequence): string | null => {
  if (!c.counts || !c.program || c.program.over === 0) return null
  return c.program.used > c.program.total
    ? plural('prompt_over', c.program.used - c.program.total)
    : t('prompt_afterLastDay')
}

const monthWords = (c: Consequence, now: number): readonly string[] => {
  if (!c.month) return []
  const name = monthName(c.month.month, now)
  return [
    t('prompt_usesMonth', name),
    ...(c.month.over > 0 ? [t('prompt_monthOver', name, c.month.allowance)] : []),
  ]
}

const backWords = (c: Consequence): string | null => {
  if (c.reschedule) return t('prompt_goesBack')
  return isMiss(c) ? t('prompt_notBack') : null
}

/**
 * The consequence in words, before the click (PRODUCT 2): "Didn't occur. Counts as if it had happened: 5 of 12 used. Not sent back
 * for rescheduling." `now` in epoch ms.
 */
export const consequenceWords = (c: Consequence, now: number): string => {
  if (c.mark === null) return t('prompt_movedMeans')
  const mark =
    c.override === 'courtesy' ? t('prompt_courtesyMark') : t('prompt_sentence', outcomeWord(c.mark))
  return [mark, countWords(c, now), ...monthWords(c, now), overWords(c), backWords(c)]
    .filter(Boolean)
    .join(' ')
}

/** What the button that confirms it carries: "Confirm: counts, 5 of 12". */
export const confirmWords = (c: Consequence): string => {
  if (c.mark === null) return t('prompt_confirmMoved')
  if (c.counts) {
    return c.program
      ? t('prompt_confirmCounts', c.program.used, c.program.total)
      : t('prompt_confirmCountsBare')
  }
  if (c.mark === 'canceled-in-time') return t('prompt_confirmInTime')
  return t(c.reschedule ? 'prompt_confirmBack' : 'prompt_confirmFree')
}

/** The quiet line under the question, of what "yes" would come to: "Would be 5 of 12". */
export const wouldBeWords = (c: Consequence, now: number): string => {
  if (c.kind === 'complimentary') return t('prompt_complimentaryLine')
  if (c.program) return t('prompt_wouldBe', c.program.used, c.program.total)
  if (!c.withoutProgram) return t('prompt_countsBare')
  const { sessions, since } = c.withoutProgram
  return plural('prompt_wouldBeBare', sessions, shortDate(since, now))
}
