import { useEffect } from 'preact/hooks'

/** How long "nothing waits" stays before the window goes, in ms; any sign of the person keeps it. */
const LINGERS = 4_000

const closePage = async (): Promise<void> => {
  const tab = await chrome.tabs.getCurrent()
  if (tab?.id !== undefined) await chrome.tabs.remove(tab.id)
}

/** Closes this page. Not by `window.close()`, which Firefox refuses to a window that no script opened. */
export const close = (): void => {
  closePage().catch(reportError)
}

/** Closes a window that has done its work, unless the person is doing something in it: the last answer can still be undone. */
export const useClosing = (done: boolean): void => {
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
