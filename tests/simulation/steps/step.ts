import type { Browser } from '../browser.ts'
import type { Dice } from '../dice.ts'
import type { World } from '../world.ts'

/**
 * Something somebody does, or something that befalls them. Tells in words what it was, or null when there was no occasion; and how long
 * it takes, ms, when it is not done at once.
 */
export type Act = (
  world: World,
  dice: Dice,
) => string | null | { readonly told: string; readonly lasts: number }

/** Acts by name, with how often each is chosen. */
export type Acts = Readonly<Record<string, { readonly weight: number; readonly act: Act }>>

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A browser whose machine is awake, or null. */
export const awakeBrowser = ({ browsers }: World, dice: Dice): Browser | null => {
  const awake = browsers.filter(({ device }) => !device.isAsleep)
  return awake.length === 0 ? null : dice.pick(awake)
}

/** One of them, or null for none. */
export const anyOf = <T>(rows: readonly T[], dice: Dice): T | null =>
  rows.length === 0 ? null : dice.pick(rows)

/** The first of these for which there is an occasion: what has to come before comes first. */
export const orElse =
  (...acts: readonly Act[]): Act =>
  (world, dice) => {
    for (const act of acts) {
      const done = act(world, dice)
      if (done !== null) return done
    }
    return null
  }
