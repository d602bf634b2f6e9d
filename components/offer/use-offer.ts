import { useState } from 'preact/hooks'
import type { Interval } from '../../lib/core/time.ts'

/** Which of the free times are meant: all that are ticked are held, the first of them is what the client is invited to. */
export type OfferChoice = {
  readonly ticked: readonly Interval[]
  /** One time unless the coach says all of them (PRODUCT 6). */
  readonly invited: readonly Interval[]
  readonly toAll: boolean
  isTicked(slot: Interval): boolean
  tick(slot: Interval, on: boolean): void
  inviteToAll(on: boolean): void
}

/** Begins with every time ticked. Give the component a `key` per offer. */
export const useOffer = (slots: readonly Interval[]): OfferChoice => {
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const [toAll, inviteToAll] = useState(false)
  const ticked = slots.filter(({ start }) => !left.has(start)).map(({ start, end }) => ({ start, end }))
  return {
    ticked,
    invited: toAll ? ticked : ticked.slice(0, 1),
    toAll,
    isTicked: ({ start }) => !left.has(start),
    tick: ({ start }, on) => {
      const next = new Set(left)
      if (on) next.delete(start)
      else next.add(start)
      setLeft(next)
    },
    inviteToAll,
  }
}
