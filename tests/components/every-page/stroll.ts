import { act, cleanup, fireEvent, render } from '@testing-library/preact'
import type { ComponentChild } from 'preact'

const CONTROLS =
  'button:not(:disabled), summary, input:not([type=file]):not(:disabled), textarea, select:not(:disabled)'

/** Waits until what was done has been drawn, and what that loads too. */
const settle = async (): Promise<void> => {
  let calm = 0
  const watch = new MutationObserver(() => {
    calm = 0
  })
  watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
  while (calm < 3) {
    calm += 1
    await act(() => new Promise<void>((done) => setTimeout(done, 3)))
  }
  watch.disconnect()
}

/** True when nothing has the focus: whoever works by keyboard or screen reader would begin again at the top. */
export const isNowhere = (): boolean => (document.activeElement ?? document.body) === document.body

/** A page gives a focus that went away back a moment later; this gives it far longer than that. */
const regain = async (): Promise<void> => {
  for (let waits = 0; waits < 20 && isNowhere(); waits += 1)
    await act(() => new Promise<void>((done) => setTimeout(done, 40)))
}

/** What a control is for, whoever and whenever it is about: two rows of a list need not both be tried. */
const purposeOf = (control: HTMLElement): string => {
  const labels = control instanceof HTMLButtonElement ? [] : [...((control as HTMLInputElement).labels ?? [])]
  const label = labels.map(({ textContent }) => textContent).join(' ')
  const name = control.getAttribute('aria-label') ?? (label || control.textContent)
  return `${control.localName} ${name.replace(/[\p{Script=Cyrillic}\p{N}\p{P}\s]+/gu, ' ')}`
}

const write = (field: HTMLElement, value: string): void => {
  fireEvent.input(field, { target: { value } })
  fireEvent.change(field, { target: { value } })
}

/** What is written into a field, by its type. */
const WRITTEN: Readonly<Record<string, string>> = { number: '3', date: '2026-11-20', time: '10:00' }

const use = (control: HTMLElement, turn: number): void => {
  if (control instanceof HTMLSelectElement) {
    const { options } = control
    write(control, options[(control.selectedIndex + turn) % options.length]?.value ?? '')
  } else if (control instanceof HTMLTextAreaElement) write(control, 'Добро')
  else if (control instanceof HTMLInputElement && !/checkbox|radio/.test(control.type))
    write(control, WRITTEN[control.type] ?? 'добро')
  else control.click()
}

/**
 * Draws a page and uses everything on it so many `times`, with the focus on it as a keyboard leaves it, and everything that comes up by that; then anew, for what went away too soon,
 * until nothing is left that was not used. `look` is called whenever there is something to be looked at.
 */
export const strollThrough = async (
  page: () => ComponentChild,
  times: number,
  look: (used: string) => void,
): Promise<void> => {
  const used = new Map<string, number>()
  const timesOf = (control: HTMLElement): number => used.get(purposeOf(control)) ?? 0
  for (let before = -1; before < used.size; ) {
    before = used.size
    cleanup()
    render(page() as never)
    await settle()
    look('')
    for (;;) {
      const controls = [...document.body.querySelectorAll<HTMLElement>(CONTROLS)]
      const least = Math.min(...controls.map(timesOf))
      const next = controls.find((control) => timesOf(control) === least)
      if (next === undefined || least >= times) break
      const purpose = purposeOf(next)
      used.set(purpose, least + 1)
      await act(async () => {
        next.focus()
        use(next, least + 1)
      })
      await settle()
      await regain()
      look(purpose)
    }
  }
}
