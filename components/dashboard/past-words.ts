import { t } from '../../lib/browser/i18n.ts'
import type { AnswerCode } from '../../lib/core/answer.ts'
import type { Kind } from '../../lib/core/policy.ts'
import type { PastState } from '../../lib/core/view/past.ts'
import type { PastFilter } from '../../lib/core/view/past-filter.ts'
import type { Remark } from '../../lib/core/view/statement.ts'
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

/** What is remarked of a line of a statement. */
export const remarkWord = (remark: Remark): string =>
  ({ courtesy: t('prompt_courtesy'), 'free-miss': t('statement_freeMiss'), 'make-up': t('past_makeup') })[
    remark
  ]

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
