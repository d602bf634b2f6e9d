import { useEffect, useState } from 'preact/hooks'
import { askToNotify, mayNotify } from '../../lib/browser/may-notify.ts'

/** Whether notifications would be seen; `ask` must be called while a click is handled, and is done when that was answered. */
export const useNotifications = (): { readonly allowed: boolean; ask(): Promise<void> } => {
  const [allowed, setAllowed] = useState(false)
  useEffect(() => {
    mayNotify().then(setAllowed).catch(reportError)
  }, [])
  return { allowed, ask: async () => setAllowed(await askToNotify()) }
}
