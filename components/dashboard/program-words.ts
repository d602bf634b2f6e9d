import { plural, t } from '../../lib/browser/i18n.ts'
import { daysBetween, type ProgramChange, type Terms } from '../../lib/core/program-change.ts'
import { plainDate } from '../format.ts'

/** "12 sessions, 1 Sept 2026 to 28 Feb 2027". */
export const termsWords = ({ sessions, from, to }: Terms): string =>
  to === null
    ? plural('program_termsOpen', sessions, plainDate(from))
    : plural('program_terms', sessions, plainDate(from), plainDate(to))

/** What a program said before it was corrected, as far as it says something else now: "12 sessions, since 1 Sept 2026 · 3 used before". */
const beforeWords = (was: Terms, now: Terms): string => {
  const isOther = (...fields: readonly (keyof Terms)[]): boolean =>
    fields.some((field) => was[field] !== now[field])
  const parts = [
    isOther('name') && was.name,
    isOther('sessions', 'from', 'to') && termsWords(was),
    isOther('alreadyUsed') && plural('program_usedBefore', was.alreadyUsed),
    isOther('perMonth') &&
      (was.perMonth === null ? t('program_noAllowance') : t('program_perMonthShort', was.perMonth)),
  ]
  return parts.filter(Boolean).join(' · ')
}

/** What a pause, an extension or a correction says, in words. `next`: what a correction made of the program. */
export const changeWords = (change: Exclude<ProgramChange, { type: 'withdrawn' }>, next: Terms): string => {
  if (change.type === 'paused') {
    const span = [plainDate(change.from), plainDate(change.to)] as const
    const days = daysBetween(change.from, change.to)
    return change.movesEnd ? plural('program_pausedMoving', days, ...span) : t('program_paused', ...span)
  }
  if (change.type === 'extended') {
    const more = change.sessions > 0 ? plural('program_more', change.sessions) : null
    const until = change.to === null ? null : t('program_until', plainDate(change.to))
    return t('program_extended', [more, until].filter(Boolean).join(', '))
  }
  return t('program_corrected', beforeWords(change.was, next))
}
