import { DAY } from './time.ts'
import { uidFamily } from './uid.ts'

/** What pairing looks at: times in epoch ms. */
export type Pairable = { readonly uid: string; readonly start: number }

export type Pair<Lost, Gained> = { readonly lost: Lost; readonly gained: Gained }

/** Instances further apart than this are not the same session. */
const AT_MOST = 7 * DAY

const byFamily = <T extends Pairable>(items: readonly T[]): ReadonlyMap<string, readonly T[]> => {
  const families = new Map<string, T[]>()
  for (const item of items) {
    const family = uidFamily(item.uid)
    const known = families.get(family)
    if (known === undefined) families.set(family, [item])
    else known.push(item)
  }
  for (const family of families.values()) family.sort((a, b) => a.start - b.start)
  return families
}

type Best = { readonly pairs: number; readonly apart: number }
const better = (a: Best, b: Best): boolean => a.pairs > b.pairs || (a.pairs === b.pairs && a.apart <= b.apart)

/** In order, as many as possible, and of those the nearest: so that one instance less does not shift all the others by one. */
const align = <L extends Pairable, G extends Pairable>(
  lost: readonly L[],
  gained: readonly G[],
): readonly Pair<L, G>[] => {
  const width = gained.length + 1
  const table: Best[] = new Array((lost.length + 1) * width).fill({ pairs: 0, apart: 0 })
  const at = (i: number, j: number): Best => table[i * width + j] ?? { pairs: 0, apart: 0 }
  const both = (i: number, j: number): Best | null => {
    const apart = Math.abs((lost[i]?.start ?? 0) - (gained[j]?.start ?? 0))
    const rest = at(i + 1, j + 1)
    return apart > AT_MOST ? null : { pairs: rest.pairs + 1, apart: rest.apart + apart }
  }
  for (let i = lost.length - 1; i >= 0; i--) {
    for (let j = gained.length - 1; j >= 0; j--) {
      const skip = better(at(i + 1, j), at(i, j + 1)) ? at(i + 1, j) : at(i, j + 1)
      const take = both(i, j)
      table[i * width + j] = take !== null && better(take, skip) ? take : skip
    }
  }
  const pairs: Pair<L, G>[] = []
  let [i, j] = [0, 0]
  while (i < lost.length && j < gained.length) {
    const [l, g, take, best] = [lost[i], gained[j], both(i, j), at(i, j)]
    if (l && g && take !== null && take.pairs === best.pairs && take.apart === best.apart) {
      pairs.push({ lost: l, gained: g })
      i++
      j++
    } else if (at(i + 1, j).pairs === best.pairs && at(i + 1, j).apart === best.apart) i++
    else j++
  }
  return pairs
}

/**
 * Which instance that appeared is which one that went (E02): within a series and what was split off it, in order, at most seven days
 * apart. To be asked before anything is called new or deleted.
 */
export const pairing = <L extends Pairable, G extends Pairable>(
  lost: readonly L[],
  gained: readonly G[],
): readonly Pair<L, G>[] => {
  const gainedFamilies = byFamily(gained)
  return [...byFamily(lost)].flatMap(([family, members]) => align(members, gainedFamilies.get(family) ?? []))
}
