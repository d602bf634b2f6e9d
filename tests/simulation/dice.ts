import { createSeeded } from '../emulator/seeded.ts'

/** Chance from a seed. Forks by name are independent of one another, so that leaving out one step leaves the others' luck as it was. */
export type Dice = {
  /** A number in [0, 1). */
  next(): number
  /** An integer in [low, high]. */
  between(low: number, high: number): number
  /** True with this probability. */
  chance(probability: number): boolean
  /** One of them; throws for none. */
  pick<T>(choices: readonly T[]): T
  /** One of them by weight. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T
  /** Lower-case hex. */
  hex(length: number): string
  /** Dice of its own. */
  fork(name: string): Dice
}

const mixed = (seed: number, name: string): number => {
  let hash = seed ^ 0x811c9dc5
  for (let index = 0; index < name.length; index += 1)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** Dice that always fall the same for a seed. */
export const createDice = (seed: number): Dice => {
  const seeded = createSeeded(seed)
  const next = (): number => seeded.int(2 ** 32) / 2 ** 32
  const pick: Dice['pick'] = (choices) => {
    if (choices.length === 0) throw new Error('Nothing to pick from')
    return choices[seeded.int(choices.length)] as (typeof choices)[number]
  }
  return {
    next,
    pick,
    between: (low, high) => low + seeded.int(high - low + 1),
    chance: (probability) => next() < probability,
    weighted: (weights) => {
      const entries = Object.entries(weights) as [keyof typeof weights, number][]
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [name, weight] of entries) {
        left -= weight
        if (left < 0) return name
      }
      return pick(entries)[0]
    },
    hex: (length) => seeded.text(length, '0123456789abcdef'),
    fork: (name) => createDice(mixed(seed, name)),
  }
}
