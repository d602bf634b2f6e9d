import { useEffect, useState } from 'preact/hooks'
import { correctedNow } from '../../lib/browser/clock.ts'
import { mayNotify } from '../../lib/browser/may-notify.ts'
import { booksForReading } from '../../lib/store/queries/live.ts'
import { tellRefused } from '../../lib/store/queries/told.ts'

/** Whether this page is the one to say that notifications are refused, and how to stop saying it; it is said once (E33). */
export const useRefused = (): { readonly tell: boolean; readonly stop: () => void } => {
  const [tell, setTell] = useState(false)
  useEffect(() => {
    mayNotify()
      .then((allowed) => tellRefused(booksForReading(), allowed, correctedNow()))
      .then(setTell)
      .catch(reportError)
  }, [])
  return { tell, stop: () => setTell(false) }
}
