import { normaliseUid } from './uid.ts'

/** Two meetings (by uid, in order) that look like one, of which the coach said that they are two. */
export type Apart = readonly [string, string]

const pairOf = (a: string, b: string): Apart => {
  const [first = '', second = ''] = [normaliseUid(a), normaliseUid(b)].sort()
  return [first, second]
}

/** True when the coach said of these two meetings that they are two sessions (PRODUCT 12). */
export const areApart = (apart: readonly Apart[] | undefined, a: string, b: string): boolean => {
  if (apart === undefined || apart.length === 0) return false
  const [first, second] = pairOf(a, b)
  return apart.some((pair) => pair[0] === first && pair[1] === second)
}

/** The coach's word kept, once. */
export const setApart = (apart: readonly Apart[] | undefined, a: string, b: string): readonly Apart[] =>
  areApart(apart, a, b) ? (apart ?? []) : [...(apart ?? []), pairOf(a, b)]
