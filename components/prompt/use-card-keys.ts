import { useEffect, useRef } from 'preact/hooks'
import { createKeyGuard, type KeyGuard } from './key-guard.ts'

/** What each key does; letters in lower case. A key that is absent does what the browser does with it. */
export type CardKeys = Readonly<Partial<Record<string, () => void>>>

const TEXT = 'input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]'
/** Keys that press whatever has the focus: they too wait until the window has settled. */
const PRESSING = new Set(['Enter', ' ', 'Escape'])

const CONTROL = 'a, button, input, select, summary, textarea'

const isIn = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null

/**
 * Browser shortcuts, what is written into a field (whoever writes in the card itself has chosen it), and everything while a dialog lies
 * over the card: "y" in a question about something else answers nothing.
 */
const isForOthers = (event: KeyboardEvent): boolean =>
  document.querySelector('dialog[open]') !== null ||
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  event.isComposing ||
  (isIn(event.target, TEXT) && event.key !== 'Escape')

/** A control of the page around the card: whoever went there means it. */
const isAround = ({ target }: KeyboardEvent): boolean => isIn(target, CONTROL) && !isIn(target, '.card')

let pageGuard: KeyGuard | null = null
let listening = 0

/** The one guard of this page: the window has the focus, not a card, so the next card of a stack does not start from nothing. */
const guardOfPage = (): KeyGuard => {
  if (pageGuard) return pageGuard
  const guard = createKeyGuard()
  const focused = () => guard.focused(Date.now())
  if (document.hasFocus()) focused()
  window.addEventListener('focus', focused)
  window.addEventListener('blur', guard.blurred)
  pageGuard = guard
  return guard
}

/** One more part of the page listens for keys; the first is a card that was opened in a page that asked nothing before. Answers how it ends. */
const listen = (): (() => void) => {
  const guard = guardOfPage()
  if (listening === 0) guard.opened(Date.now())
  listening += 1
  return () => {
    listening -= 1
  }
}

const decided = new WeakMap<Event, boolean>()

/** The guard's word on one key press, asked for once however many parts of the page listen. */
const isAccepted = (event: KeyboardEvent): boolean => {
  const known = decided.get(event)
  if (known !== undefined) return known
  const accepted = guardOfPage().accepts(event.key, Date.now())
  decided.set(event, accepted)
  return accepted
}

/**
 * Gives the card its keys (UI, Prompt window), guarded as PRODUCT 4 asks. Letters and digits work only while no text field has the
 * focus, and not at all when `singleKeys` is off; an open menu keeps its keys to itself.
 */
export const useCardKeys = (keys: CardKeys, singleKeys: boolean): void => {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const leave = listen()
    const onKeyDown = (event: KeyboardEvent) => {
      if (isForOthers(event)) return
      if (!isAccepted(event)) {
        if (PRESSING.has(event.key) && !isAround(event)) event.preventDefault()
        return
      }
      const single = event.key.length === 1
      const action = latest.current[single ? event.key.toLowerCase() : event.key]
      if (!action || event.repeat || (single && !singleKeys)) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      leave()
    }
  }, [singleKeys])
}
