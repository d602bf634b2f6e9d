import type { VNode } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { afterPaint } from './after-paint.ts'

/** How many rows fill a large window, and how many more are drawn between two frames. */
const STRETCH = 30

/**
 * A long list: the rows in sight at once, the others stretch by stretch as soon as those are painted. All of them get there without
 * being asked for, so that the browser's own search, printing and screen readers find every one. What was drawn is not drawn again
 * for the next stretch.
 */
export const Gradually = <T,>({
  items,
  row,
}: {
  readonly items: readonly T[]
  readonly row: (item: T) => VNode
}) => {
  const [shown, setShown] = useState(STRETCH)
  const drawn = useMemo<VNode[]>(() => [], [items, row])
  useEffect(
    () => (shown < items.length ? afterPaint(() => setShown(shown + STRETCH)) : undefined),
    [shown, items.length],
  )
  for (const item of items.slice(drawn.length, shown)) drawn.push(row(item))
  return <>{drawn.slice()}</>
}
