import { useEffect, useState } from 'preact/hooks'

/** Calls `then` when what was drawn has been painted and whatever came meanwhile (a key, a click) was seen to. Returns how to stop that. */
export const afterPaint = (then: () => void): (() => void) => {
  // Effects run after the paint, but before what waits: one turn later.
  const timer = setTimeout(then)
  return () => clearTimeout(timer)
}

/** False the first time a component is drawn, true from the next frame on: what is further down a page need not hold up what is in sight. */
export const usePainted = (): boolean => {
  const [painted, setPainted] = useState(false)
  useEffect(() => afterPaint(() => setPainted(true)), [])
  return painted
}
