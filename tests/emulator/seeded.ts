/** A repeatable source of ids and numbers: the same seed gives the same run (DESIGN 6, Simulation). */
export type Seeded = {
  /** An integer in [0, below). */
  int(below: number): number
  /** A string of `length` letters of `alphabet`. */
  text(length: number, alphabet: string): string
}

const GOOGLE_ID = '0123456789abcdefghijklmnopqrstuv'
const TOKEN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'

/** Starts a generator (mulberry32: 32 bits of state, ample for ids in a test). */
export const createSeeded = (seed: number): Seeded => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const int = (below: number): number => next() % below
  const text = (length: number, alphabet: string): string =>
    Array.from({ length }, () => alphabet[int(alphabet.length)]).join('')
  return { int, text }
}

/** An event id as Google makes them: 26 letters of base32hex. */
export const eventId = (seeded: Seeded): string => seeded.text(26, GOOGLE_ID)

/** A secret such as an access token or a code: `prefix` and 64 letters. */
export const secret = (seeded: Seeded, prefix: string): string => prefix + seeded.text(64, TOKEN)
