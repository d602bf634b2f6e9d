import { t } from '../../../lib/browser/i18n.ts'
import type { Row, RowId } from '../../../lib/core/policy.ts'
import type { PolicyChange, PolicyUse } from '../../../lib/core/policy-change.ts'
import type { PolicyFault } from '../../../lib/core/policy-document.ts'
import { type Effect, partsOfRow, rowFor } from '../../../lib/core/policy-effect.ts'
import { HOUR, MINUTE } from '../../../lib/core/time.ts'
import { duration, number } from '../../format.ts'
import { outcomeWord } from '../../pill.tsx'
import { codeWord, kindWord } from '../past-words.ts'

/** What follows from a row, in sentences. */
export const consequenceOf = (id: RowId, row: Row): string => {
  const counts = row.counts
    ? t(row.mark === 'didnt-occur' ? 'policy_countsAsIf' : 'policy_counts')
    : t(partsOfRow(id).kind === 'complimentary' ? 'policy_never' : 'policy_doesNotCount')
  if (row.mark === 'completed') return counts
  return `${counts} ${t(row.reschedule ? 'policy_back' : 'policy_notBack')}`
}

/** Outcome and consequence of what a row can say, in sentences. */
export const effectWords = (id: RowId, effect: Effect): string => {
  const row = rowFor(id, effect)
  return `${outcomeWord(row.mark)}. ${consequenceOf(id, row)}`
}

/** The same in a few words, for a list to choose from. */
export const choiceWords = (id: RowId, effect: Effect): string => {
  const isInTime = partsOfRow(id).case === 'canceled-in-time'
  switch (effect) {
    case 'back':
      return t(isInTime ? 'policy_chooseInTimeBack' : 'policy_chooseBack')
    case 'waived':
      return t(isInTime ? 'policy_chooseInTimeWaived' : 'policy_chooseWaived')
    case 'lost':
      return t('policy_chooseLost')
    default:
      return effectWords(id, effect)
  }
}

/** "Paid · Client did not show up". */
export const rowName = (id: RowId): string => {
  const { kind, case: each } = partsOfRow(id)
  return `${kindWord(kind)} · ${codeWord(each)}`
}

const knobs = {
  noticeMs: { name: () => t('policy_knobNotice'), value: duration },
  waitingMinutes: {
    name: () => t('policy_knobWaiting'),
    value: (minutes: number) => duration(minutes * MINUTE),
  },
  freeMisses: { name: () => t('policy_knobFree'), value: number },
} as const

/** What a change is about, what was, and what is: three pieces of one line. */
export const changeWords = (
  change: PolicyChange,
): { readonly about: string; readonly before: string; readonly after: string } => {
  if (change.what === 'row')
    return {
      about: rowName(change.rowId),
      before: effectWords(change.rowId, change.before),
      after: effectWords(change.rowId, change.after),
    }
  const { name, value } = knobs[change.what]
  return { about: name(), before: value(change.before), after: value(change.after) }
}

/** By whose hand a policy came into force. */
export const byWords = (by: PolicyUse['by']): string =>
  ({
    coach: t('policy_byCoach'),
    file: t('policy_byFile'),
    organisation: t('policy_byOrganisation'),
    'organisation-gone': t('policy_byOrganisationGone'),
  })[by]

/** How many places are named; after that it is plain that the file is something else. */
const NAMED = 3

/** Why something was not taken for a policy, and where. */
export const faultWords = ({ reason, at }: PolicyFault): string => {
  if (reason === 'not-json') return t('policy_faultJson')
  if (reason === 'not-a-policy') return t('policy_faultOther')
  if (reason === 'newer') return t('policy_faultNewer')
  const places = new Intl.ListFormat(undefined, { type: 'unit' }).format(at.slice(0, NAMED))
  return t('policy_faultInvalid', places)
}

/** The hours of a notice, as the editor shows them. */
export const hoursOf = (noticeMs: number): string => String(noticeMs / HOUR)
