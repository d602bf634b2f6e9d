import { useEffect, useState } from 'preact/hooks'
import { correctedNow, watchClock } from '../lib/browser/clock.ts'

/** The time (epoch ms), read again every `everyMs`, when the page comes back into view and when the clock is corrected: for "ended 4 min ago". */
export const useNow = (everyMs = 30_000): number => {
  const [now, setNow] = useState(() => correctedNow())
  useEffect(() => {
    const tick = () => setNow(correctedNow())
    const timer = setInterval(tick, everyMs)
    document.addEventListener('visibilitychange', tick)
    // What was just read by the corrected clock would else lie in the future (E25).
    const unwatch = watchClock(tick)
    return () => {
      unwatch()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [everyMs])
  return now
}
