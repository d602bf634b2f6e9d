import { type Answer, effective, type Said, sayTheSame, verdictIn } from './answer.ts'
import type { Kind, Policy, Reason } from './policy.ts'
import type { Verdict } from './verdict.ts'

/**
 * The coach's word again, out of what is kept of it; null for one that decides nothing. Canceled in time by the word of another browser,
 * where the hours are kept: endless notice, in time under any policy.
 */
export const saidAgain = ({
  code,
  noticeMs,
  note,
}: Pick<Answer, 'code' | 'noticeMs' | 'note'>): Said | null => {
  if (code === 'moved' || code === 'undone') return null
  if (code === 'occurred') return { occurred: true }
  if (noticeMs !== null && (code === 'canceled-in-time' || code === 'client-late-cancel'))
    return { canceledByClient: { noticeMs } }
  if (code === 'canceled-in-time') return { canceledByClient: { noticeMs: Number.POSITIVE_INFINITY } }
  return { occurred: false, reason: code satisfies Reason, note }
}

/** What is kept of the coach's word beside its verdict: the notice that was spoken of (what only another browser knows is not made up), and the text. */
export const wordsIn = (said: Said): Pick<Answer, 'noticeMs' | 'note'> => ({
  noticeMs:
    'canceledByClient' in said && Number.isFinite(said.canceledByClient.noticeMs)
      ? said.canceledByClient.noticeMs
      : null,
  note: 'reason' in said ? (said.note ?? '') : '',
})

type Word = Verdict & Pick<Answer, 'minutes' | 'noticeMs' | 'note'>

const WORD = [
  'code',
  'kind',
  'mark',
  'counts',
  'reschedule',
  'rowId',
  'policyVersion',
  'override',
  'minutes',
  'noticeMs',
  'note',
] as const satisfies readonly (keyof Word)[]

/**
 * True when a word says exactly what an answer holds already: it changes nothing then (E38). Said along with other people's (`among`: of how
 * many something is said at once), it stays as it was decided by another policy, too (E39): who answers for a whole group says nothing new of
 * those whose word is the same.
 */
export const isSaidAlready = (
  holding: Word,
  made: Word,
  { among, courtesy }: { readonly among: number; readonly courtesy: boolean },
): boolean =>
  WORD.every((key) => holding[key] === made[key]) ||
  (among > 1 &&
    holding.policyVersion !== made.policyVersion &&
    holding.kind === made.kind &&
    (holding.override === 'courtesy') === courtesy &&
    isSameWord(holding, made))

/** What holds of somebody, as it is said again with another kind (E37). */
export type Again = {
  readonly kind: Kind
  readonly said: Said
  readonly courtesy: boolean
  /** Decided with that kind before, by a policy that was changed since; null: it is the policy of today that decides. */
  readonly decided: Verdict | null
  readonly minutes: number | null
}

const OTHER = { paid: 'complimentary', complimentary: 'paid' } as const satisfies Record<Kind, Kind>

/**
 * The word that holds of somebody, to be said with the other kind; null where none does that decides anything, or browsers disagree. Where the
 * same word held with that kind just before, the kind was a slip that is put right: the courtesy that was given then, and what an earlier policy
 * decided (E39), hold again. `answers`: all of this participant, in force or not.
 */
export const saidWithOtherKind = (answers: readonly Answer[], { version }: Policy): Again | null => {
  const holding = answers.filter(({ inForce }) => inForce)
  // Hours, minutes and words are known of what was said here.
  const only = holding.find(({ source }) => source === 'here') ?? holding[0]
  const said = only === undefined ? null : saidAgain(only)
  if (only === undefined || said === null || !holding.every((each) => sayTheSame(each, only))) return null
  const kind = OTHER[only.kind]
  const replaced = new Set(holding.flatMap(({ base }) => base))
  const was = effective(
    answers.filter((each) => replaced.has(each.id) && each.kind === kind && isSameWord(each, only)),
  )
  return {
    kind,
    said,
    courtesy: (was ?? only).override === 'courtesy',
    decided: was === null || was.policyVersion === version ? null : verdictIn(was),
    minutes: only.minutes,
  }
}

/** How much notice is enough is the policy's: the hours are what was said. */
const isSameWord = (a: Word, b: Word): boolean =>
  a.noticeMs === b.noticeMs &&
  a.note === b.note &&
  a.minutes === b.minutes &&
  (a.code === b.code || a.noticeMs !== null)
