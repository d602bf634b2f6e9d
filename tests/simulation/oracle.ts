/**
 * What should be, written down a second time from PRODUCT.md and from nothing in `lib`: a slip in a flow and the same slip here are two
 * slips.
 */

/** An answer as the oracle looks at it: what a head says, and what it replaced. */
export type Word = {
  readonly id: string
  readonly at: number
  readonly code: string
  readonly kind: string
  readonly mark: string | null
  readonly counts: boolean
  readonly reschedule: boolean
  readonly override: string | null
}

type Verdict = Pick<Word, 'mark' | 'counts' | 'reschedule'>

const NOTHING: Verdict = { mark: null, counts: false, reschedule: false }
const MISSED_FOR_GOOD = new Set(['client-no-show', 'client-late-cancel'])

/** PRODUCT 2, as prose read off the table: who is never charged, and what a paid client loses. */
export const verdictOf = ({ kind, code, override }: Pick<Word, 'kind' | 'code' | 'override'>): Verdict => {
  if (code === 'moved' || code === 'undone') return NOTHING
  const paid = kind === 'paid'
  if (code === 'occurred') return { mark: 'completed', counts: paid, reschedule: false }
  if (code === 'canceled-in-time') return { mark: 'canceled-in-time', counts: false, reschedule: true }
  if (paid && MISSED_FOR_GOOD.has(code) && override !== 'courtesy')
    return { mark: 'didnt-occur', counts: true, reschedule: false }
  return { mark: 'to-reschedule', counts: false, reschedule: true }
}

const earlier = (a: Word, b: Word): number => a.at - b.at || (a.id < b.id ? -1 : 1)

/** PRODUCT 7: of several, one that does not count; of those the earliest, then the smallest id. */
export const usedOf = <W extends Word>(words: readonly W[]): W | null => {
  const free = words.filter(({ counts }) => !counts)
  return [...(free.length > 0 ? free : words)].sort(earlier)[0] ?? null
}

/** At most three heads stand on an event: the used one and the two latest. */
export const keptOf = <W extends Word>(words: readonly W[]): readonly W[] => {
  if (words.length <= 3) return words
  const used = usedOf(words)
  const others = words.filter((word) => word !== used).sort(earlier)
  return words.filter((word) => word === used || others.slice(-2).includes(word))
}

/** The heads of an annotation's value, read by position; what cannot be read is left out. */
export const headsIn = (value: string | undefined): readonly Word[] => {
  if (value === undefined || value === '') return []
  return (JSON.parse(value) as readonly (readonly unknown[])[]).map(
    ([id, at, , code, kind, mark, counts, reschedule, , , override]) => ({
      id: id as string,
      at: at as number,
      code: code as string,
      kind: kind as string,
      mark: mark as string | null,
      counts: counts === 1,
      reschedule: reschedule === 1,
      override: override as string | null,
    }),
  )
}

/** Every participant's heads on an event, by the participant's id. */
export const headsOn = (marks: Readonly<Record<string, string>>): ReadonlyMap<string, readonly Word[]> =>
  new Map(
    Object.entries(marks).flatMap(([key, value]) => {
      const participant = /^aw1\.([0-9a-f]{10}|_)$/.exec(key)?.[1]
      return participant === undefined ? [] : [[participant, headsIn(value)] as const]
    }),
  )
