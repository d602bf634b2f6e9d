import { useLayoutEffect, useState } from 'preact/hooks'

/** What a live value looks like to a component; `lib/store/queries/live.ts` makes them. */
export type LiveValue<T> = {
  subscribe(next: (value: T) => void, failed: (error: unknown) => void): () => void
}

/** `value` is undefined until the first answer; `error` is set when the books cannot be read (E55). */
export type LiveState<T> = { readonly value: T | undefined; readonly error: unknown }

/**
 * Follows a live value for as long as the component stands. `make` runs again when one of `inputs` changes; until the new
 * answer is there the old value stays, so that nothing flickers.
 */
export const useLive = <T>(make: () => LiveValue<T>, inputs: readonly unknown[]): LiveState<T> => {
  const [state, setState] = useState<LiveState<T>>({ value: undefined, error: null })
  // Before what is there is painted, not after: the answer is on its way a frame sooner.
  useLayoutEffect(
    () =>
      make().subscribe(
        (value) => setState({ value, error: null }),
        (error) => setState((before) => ({ ...before, error })),
      ),
    inputs,
  )
  return state
}
