import { useEffect, useState } from 'preact/hooks'
import { correctedNow } from '../lib/browser/clock.ts'

/** The time (epoch ms), read again every `everyMs` and whenever the page comes back into view: for "ended 4 min ago". */
export const useNow = (everyMs = 30_000): number => {
  const [now, setNow] = useState(() => correctedNow())
  useEffect(() => {
    const tick = () => setNow(correctedNow())
    const timer = setInterval(tick, everyMs)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [everyMs])
  return now
}
