import { plural, t } from '../../lib/browser/i18n.ts'
import type { Consequence } from '../../lib/core/consequence.ts'
import type { UpcomingPerson, UpcomingRow } from '../../lib/core/view/upcoming.ts'
import { monthName } from '../format.ts'
import { wouldBeWords } from '../prompt/consequence-words.ts'
import { evidenceWords } from '../prompt/evidence-words.ts'
import { kindWord } from './past-words.ts'

/** Who it is with: every name; the event's title for nobody. */
export const namesOf = (row: UpcomingRow): string =>
  row.people.map(({ name }) => name).join(', ') || row.title

/** What of a program it would go beyond, each in a few words: its sessions, its last day, its month (E41). */
export const overFlags = (would: Consequence | null, now: number): readonly string[] => {
  if (!would?.counts) return []
  const { program, month } = would
  const beyond = program === null || program.over === 0 ? null : program.used - program.total
  return [
    ...(beyond === null ? [] : [beyond > 0 ? plural('upcoming_over', beyond) : t('upcoming_afterLastDay')]),
    ...(month && month.over > 0 ? [t('upcoming_overMonth', monthName(month.month, now))] : []),
  ]
}

/**
 * What it would come to: only of a session that counts, for "never counts" is what its kind says already. Without a program, how many
 * have counted, once any has. Without a full stop: other words follow.
 */
export const wouldWords = ({ would }: UpcomingPerson, now: number): string | null => {
  if (!would?.counts) return null
  const isFirst = would.withoutProgram !== null && (would.withoutProgram.since ?? now) >= now
  return isFirst ? t('upcoming_wouldCount') : wouldBeWords(would, now).replace(/\.$/, '')
}

/** True where it would count and no program takes it in. */
export const lacksProgram = ({ would }: UpcomingPerson): boolean =>
  would?.counts === true && would.program === null

/** What the calendar shows so far of one person. */
export const seenWords = ({ evidence, name }: UpcomingPerson): string | null => evidenceWords(evidence, name)

/** The quiet line under the names: kind, figure, the first open action item, what the calendar shows. */
export const metaOf = (row: UpcomingRow, now: number): readonly string[] => {
  const [only, ...others] = row.people
  const single = others.length === 0 ? only : undefined
  const would = single ? wouldWords(single, now) : null
  const [open] = row.people.flatMap(({ brief }) => brief.openActions)
  const seen = row.people.flatMap((person) => seenWords(person) ?? [])[0]
  return [
    kindWord(row.kind),
    ...(would === null ? [] : [would]),
    ...(row.makeup ? [t('past_makeup')] : []),
    ...(row.byHand === null ? [] : [t(row.byHand === 'only-here' ? 'hand_short' : 'hand_shortDoubled')]),
    ...(open ? [t('popup_open', open.action.text)] : []),
    ...(seen === undefined ? [] : [seen]),
  ]
}
