import { SECOND } from '../../lib/core/time.ts'

/** Keys count only so long after the window got the focus, or a card came up in one that had it, in ms (PRODUCT 4). */
export const AFTER_FOCUS = SECOND
/** …and so long after the last key typed, in ms: somebody in the middle of a sentence is not answering. */
export const AFTER_TYPING = 700

export type KeyGuard = {
  focused(now: number): void
  /** A card comes up where there was none: for who looks at it, this is when the window asks. */
  opened(now: number): void
  blurred(): void
  /** Tells whether a key pressed at `now` (epoch ms) may do something, and remembers it. */
  accepts(key: string, now: number): boolean
}

/** Letters and digits are what is typed in a sentence; arrows, Tab and Enter only act on what has the focus. */
const isTyped = (key: string): boolean => key.length === 1 && key !== ' '

/**
 * Keeps what a person types elsewhere from answering a card that has just come up under their hands. A letter or digit must come
 * 1 s after the focus and 700 ms after the last one; Enter, Space, Esc and the page keys only wait for the focus and for a pause
 * after keys that were refused, so that "5, Enter" can be pressed at one's own pace.
 */
export const createKeyGuard = (): KeyGuard => {
  let since = Number.POSITIVE_INFINITY
  let typedAt = Number.NEGATIVE_INFINITY
  let refusedAt = Number.NEGATIVE_INFINITY
  return {
    focused: (now) => {
      since = Math.min(since, now)
    },
    opened: (now) => {
      if (Number.isFinite(since)) since = now
    },
    blurred: () => {
      since = Number.POSITIVE_INFINITY
      typedAt = Number.NEGATIVE_INFINITY
      refusedAt = Number.NEGATIVE_INFINITY
    },
    accepts: (key, now) => {
      const settled = now - since >= AFTER_FOCUS
      const paused = now - (isTyped(key) ? typedAt : refusedAt) >= AFTER_TYPING
      const accepted = settled && paused
      if (isTyped(key)) {
        typedAt = now
        if (!accepted) refusedAt = now
      }
      return accepted
    },
  }
}
