import { byTime, effective, type Head } from './answer.ts'

/** So many heads fit into one annotation (PRODUCT 7). */
export const MAX_HEADS = 3

/** What became of an answer on its way into the annotation. */
export type Merged = {
  /** done: it was there already · replaced: it took the place of what it had seen · appended: beside what it had not seen. */
  readonly how: 'done' | 'replaced' | 'appended'
  readonly heads: readonly Head[]
  /** Heads for which there was no room; empty unless more than three browsers disagree at once. */
  readonly dropped: readonly Head[]
}

/**
 * At most three heads, in canonical order, without repetitions. Beyond three, the one that is used stays and then the latest: a
 * choice that gives the same three whatever the order in which they came, so that all browsers end with the same.
 */
export const keepHeads = (heads: readonly Head[]): readonly Head[] => {
  const all = [...new Map(heads.map((head) => [head.id, head])).values()].sort(byTime)
  if (all.length <= MAX_HEADS) return all
  const used = effective(all)
  const latest = all.filter((head) => head !== used).slice(1 - MAX_HEADS)
  return all.filter((head) => head === used || latest.includes(head))
}

/**
 * Puts an answer among the heads that an event carries (PRODUCT 7, Merge): own id there → done; the heads are exactly those it saw
 * (`base`) → it replaces them; otherwise it stands beside them, a conflict for the coach to settle.
 */
export const mergeHeads = (there: readonly Head[], own: Head, base: readonly string[]): Merged => {
  if (there.some((head) => head.id === own.id)) return { how: 'done', heads: there, dropped: [] }
  const seen = new Set(base)
  const ids = new Set(there.map((head) => head.id))
  if (ids.size === seen.size && [...ids].every((id) => seen.has(id))) {
    return { how: 'replaced', heads: [own], dropped: [] }
  }
  const heads = keepHeads([...there, own])
  const kept = new Set(heads.map((head) => head.id))
  return { how: 'appended', heads, dropped: [...there, own].filter((head) => !kept.has(head.id)) }
}
