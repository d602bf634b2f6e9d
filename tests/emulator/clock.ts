/** The emulator's only clock. Times are epoch milliseconds. */
export type EmulatorClock = {
  now(): number
  /** Jumps to an instant, forwards or backwards. */
  set(ms: number): void
  advance(ms: number): void
}

/**
 * A clock that stands still until it is told to move, or, given a function, one that follows it and keeps whatever
 * `set` and `advance` added.
 */
export const createClock = (start: number | (() => number)): EmulatorClock => {
  const base = typeof start === 'function' ? start : () => 0
  let offset = typeof start === 'function' ? 0 : start
  return {
    now: () => base() + offset,
    set: (ms) => {
      offset = ms - base()
    },
    advance: (ms) => {
      offset += ms
    },
  }
}
