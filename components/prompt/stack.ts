/** The cards of one prompt window, oldest first, and the one that is shown. */
export type Stack = { readonly keys: readonly string[]; readonly index: number }

/** The first stack of a window: what waits, beginning with the session it was opened for (which need not be waiting). */
export const openStack = (wanted: string | null, waiting: readonly string[]): Stack => {
  if (wanted === null) return { keys: waiting, index: 0 }
  const at = waiting.indexOf(wanted)
  return at >= 0 ? { keys: waiting, index: at } : { keys: [wanted, ...waiting], index: 0 }
}

/** The card that is shown, or null when the stack is empty. */
export const current = ({ keys, index }: Stack): string | null => keys[index] ?? null

/**
 * What waits has changed: new ones come last and what was answered elsewhere goes, but the card being looked at never moves away
 * from under the coach.
 */
export const refreshed = (stack: Stack, waiting: readonly string[]): Stack => {
  const shown = current(stack)
  const kept = stack.keys.filter((key) => key === shown || waiting.includes(key))
  const keys = [...kept, ...waiting.filter((key) => !kept.includes(key))]
  return { keys, index: shown === null ? 0 : keys.indexOf(shown) }
}

/**
 * A list of what waits that was read before the last answer may come after it, and would bring the card back. What was `done` with here is
 * left out until a list has come without it; from then on it is like any other, for it may be taken back or a snooze may end.
 */
export const afterDone = (
  waiting: readonly string[],
  done: ReadonlySet<string>,
): { readonly waiting: readonly string[]; readonly done: ReadonlySet<string> } => ({
  waiting: waiting.filter((key) => !done.has(key)),
  done: new Set(waiting.filter((key) => done.has(key))),
})

/** Steps through the stack; stays at its ends. */
export const stepped = ({ keys, index }: Stack, by: -1 | 1): Stack => ({
  keys,
  index: Math.max(0, Math.min(keys.length - 1, index + by)),
})

/** Done with a card: the one after it comes up, else the one left over before it. */
export const without = ({ keys, index }: Stack, done: string): Stack => {
  const rest = keys.filter((key) => key !== done)
  return { keys: rest, index: Math.max(0, Math.min(index, rest.length - 1)) }
}

/** Brings a card to the top now: for its notes, or because the coach asked for it. */
export const withFirst = ({ keys }: Stack, key: string): Stack => ({
  keys: [key, ...keys.filter((each) => each !== key)],
  index: 0,
})
