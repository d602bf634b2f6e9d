import { fold, holdsAll, wordsOf } from '../search.ts'
import type { PastRow, PastState } from './past.ts'

/** What the Past page shows: everything that was asked about, or one state. */
export type PastFilter = 'all' | PastState

/** The filters in the order in which they stand. What was never asked, or is not coaching, stands last and outside "all". */
export const PAST_FILTERS: readonly PastFilter[] = [
  'all',
  'unanswered',
  'completed',
  'didnt-occur',
  'to-reschedule',
  'canceled-in-time',
  'moved',
  'history',
  'aside',
]

const isIn = (row: PastRow, filter: PastFilter): boolean =>
  filter === 'all' ? !row.states.includes('aside') : row.states.includes(filter)

/** True when every word typed is in a name, an address or the title; case and accents do not matter. */
const isFound = (row: PastRow, words: readonly string[]): boolean =>
  words.length === 0 ||
  holdsAll(
    fold([row.title, ...row.people.flatMap(({ name, address }) => [name, address ?? ''])].join(' ')),
    words,
  )

/**
 * The rows that a filter and a search leave, and how many each filter would leave of what was found. The one that is open (`opened`, its
 * key) stays whatever it is by now: what follows an answer must not go away with the state that was answered.
 */
export const filterPast = (
  rows: readonly PastRow[],
  filter: PastFilter,
  search: string,
  opened: string | null,
): { readonly rows: readonly PastRow[]; readonly counts: ReadonlyMap<PastFilter, number> } => {
  const words = wordsOf(search)
  const found = rows.filter((row) => isFound(row, words))
  return {
    rows: rows.filter((row) => row.key === opened || (isFound(row, words) && isIn(row, filter))),
    counts: new Map(PAST_FILTERS.map((each) => [each, found.filter((row) => isIn(row, each)).length])),
  }
}

/**
 * Whether a session can be answered together with others: it waits. What ended before Afterward came is not asked about, and can be
 * only where the coach looks at just those (PRODUCT 4: the back-fill).
 */
export const canBatch = ({ states }: PastRow, filter: PastFilter): boolean =>
  states.includes('unanswered') || (filter === 'history' && states.includes('history'))

/** Who in a session is meant when it is answered together with others. */
export const unansweredIn = ({ people }: PastRow) =>
  people.filter(({ state }) => state === 'unanswered' || state === 'history')

/** Why a waiting session cannot be answered together with others. */
export type LeftOut = { readonly row: PastRow; readonly why: 'contrary' | 'kind' | 'conflict' }

/**
 * What "all happened" would answer, and what it leaves out (E31): sessions against which the calendar speaks, those on which two
 * browsers disagree, and those of which nobody has said whether they are paid (never silently "paid", PRODUCT 1).
 */
export const splitBatch = (
  rows: readonly PastRow[],
): { readonly sure: readonly PastRow[]; readonly leftOut: readonly LeftOut[] } => {
  const sure: PastRow[] = []
  const leftOut: LeftOut[] = []
  for (const row of rows) {
    if (unansweredIn(row).length === 0) continue
    if (row.conflict) leftOut.push({ row, why: 'conflict' })
    else if (row.contrary) leftOut.push({ row, why: 'contrary' })
    else if (row.kind === null) leftOut.push({ row, why: 'kind' })
    else sure.push(row)
  }
  return { sure, leftOut }
}
