import { useEffect, useState } from 'preact/hooks'

const wanted = { permissions: ['notifications'] } satisfies chrome.permissions.Permissions

/** Whether the browser lets us notify; `ask` must be called while a click is handled. */
export const useNotifications = (): { readonly allowed: boolean; ask(): void } => {
  const [allowed, setAllowed] = useState(false)
  useEffect(() => {
    chrome.permissions.contains(wanted).then(setAllowed).catch(reportError)
  }, [])
  return {
    allowed,
    ask: () => {
      chrome.permissions.request(wanted).then(setAllowed).catch(reportError)
    },
  }
}
