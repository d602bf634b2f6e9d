import { MINUTE, SECOND } from './time.ts'

/** What is known of the machine's clock. All in ms; a difference is the server's time minus the machine's. */
export type ClockBelief = {
  /** What is added to the machine's clock; 0 while it is taken for right. */
  readonly offset: number
  /** The latest differences heard that did not settle anything yet, in order. */
  readonly heard: readonly number[]
}

/** A clock that nobody has contradicted. */
export const trustedClock: ClockBelief = { offset: 0, heard: [] }

/** From here on a clock is wrong: anything less neither asks at a wrong time nor can be told from a slow answer. */
const WRONG = 2 * MINUTE
/** A corrected clock is right again below this: less than `WRONG`, so that it does not flicker at the border. */
const RIGHT = MINUTE
/** Differences agree when they are no further apart: servers tell whole seconds, and answers take their time. */
const AGREE = 20 * SECOND
/** So many in a row must agree before anything changes: one answer can come out of somebody's cache. */
const ENOUGH = 3

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const isFar = (difference: number, offset: number): boolean => Math.abs(difference - offset) > AGREE

/** True when what was heard last speaks against what is believed, so that it is worth hearing more at once. */
export const isDoubtful = ({ offset, heard }: ClockBelief): boolean => {
  const last = heard.at(-1)
  return last !== undefined && heard.length < ENOUGH && wantsChange(last, offset)
}

/** Whether this difference, were it certain, would change what is believed. */
const wantsChange = (difference: number, offset: number): boolean => {
  if (Math.abs(difference) >= WRONG) return isFar(difference, offset)
  return offset !== 0 && (Math.abs(difference) < RIGHT || isFar(difference, offset))
}

/**
 * What is believed after one more difference was heard (E25). Only differences that agree change it, and only when they are clear: a
 * clock is wrong from two minutes on, and right again below one. What fits the belief forgets what spoke against it.
 */
export const hearServer = ({ offset, heard }: ClockBelief, difference: number): ClockBelief => {
  if (!wantsChange(difference, offset)) return { offset, heard: [] }
  const all = [...heard.filter((other) => !isFar(other, difference)), difference]
  if (all.length < ENOUGH) return { offset, heard: all }
  const agreed = middle(all)
  return { offset: Math.abs(agreed) < RIGHT ? 0 : agreed, heard: [] }
}
