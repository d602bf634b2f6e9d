import type { Alarms } from '../ports.ts'
import { clockOffset } from './clock.ts'

/**
 * Alarms of the browser. They only shorten the wait: they may come late, once for many, or not at all after a restart (API D), and
 * every start and wake-up computes what is due from stored times. They go by the machine's own clock, wrong or not (E25).
 */
export const browserAlarms: Alarms = {
  wakeAt: async (name, at) => {
    await chrome.alarms.create(name, { when: at - clockOffset() })
  },
  clear: async (name) => {
    await chrome.alarms.clear(name)
  },
}
