import { t } from '../../lib/browser/i18n.ts'
import type { AnswerCode } from '../../lib/core/answer.ts'
import type { PastState } from '../../lib/core/past.ts'
import type { PastFilter } from '../../lib/core/past-filter.ts'
import type { Kind } from '../../lib/core/policy.ts'
import type { Sighting } from '../../lib/core/sighting.ts'
import { HOUR } from '../../lib/core/time.ts'
import { duration, weekdayTime } from '../format.ts'
import { outcomeWord } from '../pill.tsx'

/** The word of a state, as a filter and as a label ("To reschedule"). */
export const stateWord = (state: PastFilter): string => {
  if (state === 'all') return t('past_all')
  if (state === 'history') return t('past_history')
  if (state === 'aside') return t('past_aside')
  return outcomeWord(state)
}

/** True for a state that has an outcome's pill; the other two are plain words. */
export const hasPill = (state: PastState): state is Exclude<PastState, 'history' | 'aside'> =>
  state !== 'history' && state !== 'aside'

export const kindWord = (kind: Kind | null): string =>
  kind === null ? t('kind_unknown') : kind === 'paid' ? t('kind_paid') : t('kind_complimentary')

/** An answer as the coach gave it, in the words of PRODUCT 2. */
export const codeWord = (code: AnswerCode): string => {
  const words: Record<AnswerCode, string> = {
    occurred: t('code_occurred'),
    'client-emergency': t('code_clientEmergency'),
    'coach-emergency': t('code_coachEmergency'),
    'coach-missed': t('code_coachMissed'),
    other: t('code_other'),
    'client-no-show': t('code_clientNoShow'),
    'client-late-cancel': t('code_clientLateCancel'),
    'canceled-in-time': t('code_canceledInTime'),
    moved: t('code_moved'),
    undone: t('code_undone'),
  }
  return words[code]
}

/** "19 h": how long before the start something was seen; under an hour in minutes. */
const before = (sighting: Sighting): string => {
  const ms = sighting.start - sighting.notAfter
  return duration(ms >= 2 * HOUR ? Math.floor(ms / HOUR) * HOUR : ms)
}

/**
 * What the calendar showed, with its uncertainty, as one line ("Dana declined 19 hr before"). `name` is whose response it was.
 * Null when nothing is worth a line: an acceptance is what one expects.
 */
export const sightingWords = (sighting: Sighting | null, name: string): string | null => {
  if (sighting === null || sighting.what === 'accepted') return null
  if (sighting.what === 'moved' && sighting.to !== null) return t('evidence_moved', weekdayTime(sighting.to))
  if (sighting.what === 'back') return t('evidence_back')
  const late = sighting.notAfter >= sighting.start
  if (sighting.what === 'declined') {
    return late ? t('evidence_declinedAfter', name) : t('evidence_declined', name, before(sighting))
  }
  if (sighting.what === 'no-longer-invited') {
    return late ? t('evidence_uninvitedAfter', name) : t('evidence_uninvited', name, before(sighting))
  }
  if (sighting.what === 'gone') {
    return late ? t('evidence_goneAfter') : t('evidence_gone', before(sighting))
  }
  return null
}
