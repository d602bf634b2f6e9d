import type { Sighting } from './evidence.ts'

/** When a session is, and what the calendar showed of its being moved there, oldest first. */
export type Scheduled = { readonly start: number; readonly moves: readonly Sighting[] }

/**
 * The start (epoch ms) to which notice runs that was given at `told`: as it was scheduled then, wherever the event was dragged afterwards
 * (PRODUCT 2). Told while nobody knows whether it was moved yet, the later of the two: no guess ever charges.
 */
export const startWhenTold = ({ start, moves }: Scheduled, told: number): number => {
  const [move, ...later] = moves
  if (move === undefined) return start
  const after = startWhenTold({ start, moves: later }, told)
  if (told > move.notAfter) return after
  return move.notBefore !== null && told <= move.notBefore ? move.start : Math.max(move.start, after)
}

/**
 * The instant (epoch ms) that is so long before the start as it was scheduled then. Where every move leaves it in doubt, so long before the
 * soonest of them: what is written in for the coach never gives less notice than it says.
 */
export const toldAhead = (scheduled: Scheduled, ms: number): number => {
  const starts = [scheduled.start, ...scheduled.moves.map((move) => move.start).reverse()]
  const then = starts.find((each) => startWhenTold(scheduled, each - ms) === each)
  return (then ?? Math.min(...starts)) - ms
}
