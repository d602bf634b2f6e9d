/** Calls `then` when what was drawn has been painted and whatever came meanwhile (a key, a click) was seen to. Returns how to stop that. */
export const afterPaint = (then: () => void): (() => void) => {
  // Effects run after the paint, but before what waits: one turn later.
  const timer = setTimeout(then)
  return () => clearTimeout(timer)
}
