import { t } from '../../lib/browser/i18n.ts'
import type { Evidence, Notice } from '../../lib/core/evidence.ts'
import { HOUR, MINUTE } from '../../lib/core/time.ts'
import { duration, weekdayTime } from '../format.ts'

/** Whole hours where there are two or more: more would claim more than the calendar shows. */
const rough = (ms: number): string => duration(ms >= 2 * HOUR ? Math.floor(ms / HOUR) * HOUR : ms)

/** "19 hr before", "between 19 hr and 31 hr before", "at least 30 hr before" the start, or after it. */
export const noticeWords = ({ min, max }: Notice): string => {
  if (max !== null && max <= 0) return t('prompt_noticeAfter')
  if (max === null) return min > 0 ? t('prompt_noticeAtLeast', rough(min)) : t('prompt_noticeUnknown')
  if (min <= 0) return t('prompt_noticeAtMost', rough(max))
  // Polling sees it within minutes: two figures that read the same are one.
  return max - min <= 30 * MINUTE || rough(min) === rough(max)
    ? t('prompt_noticeBefore', rough(min))
    : t('prompt_noticeBetween', rough(min), rough(max))
}

/**
 * What the calendar shows, with its uncertainty: "Calendar: Dana declined 19 hr before". It is evidence, never an answer. Null when
 * there is nothing to say.
 */
export const evidenceWords = (evidence: Evidence | null, name: string): string | null => {
  const sighting = evidence?.sighting
  if (!evidence || !sighting) return null
  const when = evidence.notice ? noticeWords(evidence.notice) : ''
  switch (sighting.what) {
    case 'declined':
      return sighting.by === 'coach' ? t('prompt_sawYouDeclined', when) : t('prompt_sawDeclined', name, when)
    case 'gone':
      return t('prompt_sawGone', when)
    case 'no-longer-invited':
      return t('prompt_sawUninvited', name, when)
    case 'moved':
      return sighting.to === null ? null : t('prompt_sawMoved', weekdayTime(sighting.start))
    default:
      return null
  }
}
