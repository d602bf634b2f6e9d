import { useEffect } from 'preact/hooks'

/** How long "nothing waits" stays before the window goes, in ms; any sign of the person keeps it. */
const LINGERS = 4_000

/** Closes a window that has done its work, unless the person is doing something in it: the last answer can still be undone. */
export const useClosing = (done: boolean, close: () => void): void => {
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(close, LINGERS)
    const stay = () => clearTimeout(timer)
    const signs = ['pointermove', 'pointerdown', 'keydown'] as const
    for (const sign of signs) window.addEventListener(sign, stay)
    return () => {
      stay()
      for (const sign of signs) window.removeEventListener(sign, stay)
    }
  }, [done])
}
