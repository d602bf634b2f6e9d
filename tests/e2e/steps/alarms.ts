import type { Page } from 'puppeteer-core'
import { until } from './hands.ts'

/** Waits until the browser will wake the background by this alarm at `at` (epoch ms) or before: then it may sleep. */
export const alarmAt = (page: Page, name: 'ask' | 'pull' | 'push', at: number): Promise<number> =>
  until(async () => {
    const wanted = await page.evaluate(async (each) => (await chrome.alarms.get(each))?.scheduledTime, name)
    return wanted !== undefined && wanted <= at && wanted
  }, `the alarm "${name}"`)
