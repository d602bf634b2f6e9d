import type { Presence } from '../ports.ts'

/** Seconds without a key or the mouse after which the coach counts as away (PRODUCT 4: Firefox idle > 5 min). */
export const AWAY_SECONDS = 300

/** Firefox never reports a locked screen (API D), so there being away stands for it. */
const knowsLocked = (): boolean => !('getBrowserInfo' in chrome.runtime)

/** Whether the coach is at the machine, whether a tab is playing sound (a call, perhaps), and whether there is a network. */
export const browserPresence: Presence = {
  now: async () => {
    const [state, audible] = await Promise.all([
      chrome.idle.queryState(AWAY_SECONDS),
      chrome.tabs.query({ audible: true }),
    ])
    return {
      state: state === 'idle' && !knowsLocked() ? 'locked' : state,
      audible: audible.length > 0,
      online: navigator.onLine,
    }
  },
}
