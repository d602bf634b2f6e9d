/** How many places are remembered; a dialog or a form has fewer stops than this. */
const REMEMBERED = 40
/** Ms for what comes instead to take the focus itself: effects of components run a frame after what they have drawn. */
const GRACE = 60

/** Tells whether the element took the focus: what is hidden, switched off or behind a dialog cannot. */
const take = (element: HTMLElement | null): boolean => {
  if (element === null || element.matches(':disabled')) return false
  element.focus({ preventScroll: true })
  return document.activeElement === element
}

/**
 * Keeps the focus on the page. Where the element that has it goes away (an answered row, a closed dialog or form), moves or is
 * switched off, browsers leave the focus nowhere, and whoever works by keyboard or screen reader begins again at the top. Here it
 * stays in the row or the part that had it (`data-row` names it, wherever it stands by now), else goes back to where it last was of what is
 * still there, else to the page's heading. Answers a function that stops it.
 */
export const keepFocus = (): (() => void) => {
  let trail: HTMLElement[] = []
  /** The row that what has the focus stands in: what was taken off the page does not know any more. */
  let row: HTMLElement | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const remember = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return
    trail = [...trail.filter((each) => each !== target && each.isConnected), target].slice(-REMEMBERED)
    row = target.closest<HTMLElement>('[data-row]')
  }
  const isNowhere = (): boolean => (document.activeElement ?? document.body) === document.body
  const giveBack = (): void => {
    const latest = trail.toReversed()
    if (!isNowhere() || latest.filter((each) => row?.contains(each)).some(take)) return
    const again = [...document.querySelectorAll<HTMLElement>('[data-row]')].find(
      ({ dataset }) => dataset.row === row?.dataset.row,
    )
    if (take(again ?? null) || latest.some(take)) return
    take(document.querySelector<HTMLElement>('h1')) || take(document.querySelector<HTMLElement>('main'))
  }
  const watch = new MutationObserver((records) => {
    const last = trail.at(-1)
    if (last === undefined) return
    const taken = records.some(({ removedNodes }) => [...removedNodes].some((node) => node.contains(last)))
    if (!(taken || !last.isConnected || last.matches(':disabled'))) return
    clearTimeout(timer)
    timer = setTimeout(giveBack, GRACE)
  })

  document.addEventListener('focusin', remember)
  watch.observe(document, { childList: true, subtree: true, attributeFilter: ['disabled'] })
  return () => {
    document.removeEventListener('focusin', remember)
    watch.disconnect()
    clearTimeout(timer)
  }
}
