/**
 * Puts a popover under its button, or above it where there is no room below, and inside the window with a margin of 8 px.
 * By hand, because our oldest Firefox has no anchor positioning.
 */
export const placeUnder = (button: HTMLElement, list: HTMLElement): void => {
  const margin = 8
  const anchor = button.getBoundingClientRect()
  const box = list.getBoundingClientRect()
  const below = anchor.bottom + 4
  const fits = below + box.height <= window.innerHeight - margin
  const top = fits ? below : Math.max(margin, anchor.top - 4 - box.height)
  const left = Math.min(anchor.left, window.innerWidth - box.width - margin)
  list.style.top = `${top}px`
  list.style.left = `${Math.max(margin, left)}px`
}

/** Which of `count` items a key leads to from the item at `current` (-1: none), or null when the key is not for moving. */
export const nextItem = (key: string, current: number, count: number): number | null => {
  if (count === 0) return null
  switch (key) {
    case 'ArrowDown':
      return (current + 1) % count
    case 'ArrowUp':
      return (Math.max(current, 0) - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
