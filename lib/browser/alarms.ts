import type { Alarms } from '../ports.ts'

/**
 * Alarms of the browser. They only shorten the wait: they may come late, once for many, or not at all after a restart (API D), and
 * every start and wake-up computes what is due from stored times.
 */
export const browserAlarms: Alarms = {
  wakeAt: async (name, at) => {
    await chrome.alarms.create(name, { when: at })
  },
  clear: async (name) => {
    await chrome.alarms.clear(name)
  },
}
