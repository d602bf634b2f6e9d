import type { Page } from 'puppeteer-core'
import { type Driver, sizes } from '../harness/driver.ts'
import { answerSignIn } from '../harness/world.ts'
import { fill, key, press, see } from './hands.ts'

type Place = 'search' | 'past' | 'upcoming' | 'reschedule' | 'clients' | 'reports' | 'settings'

/** The dashboard in a tab of its own. */
export const openDashboard = (driver: Driver, place: Place): Promise<Page> =>
  driver.open(`dashboard.html#/${place}`, sizes.dashboard)

/** Goes to another place of an open dashboard by its rail. */
export const goTo = async (
  page: Page,
  place: 'Past' | 'Upcoming' | 'Reschedule' | 'Clients' | 'Settings',
): Promise<void> => {
  await press(page, place)
  await page.waitForFunction(
    (title) => document.querySelector('h1')?.textContent?.includes(title),
    { polling: 100 },
    place,
  )
}

/** Settings: asks so many minutes after the end, which must not be what it was; waits until that is saved. */
export const setGrace = async (page: Page, minutes: number): Promise<void> => {
  await fill(page, 'Minutes after the end', String(minutes))
  await key(page, 'Tab')
  await see(page, 'Saved.')
}

/** The banner about write access: presses it and says yes on the page of Google or Microsoft. */
export const allowWriting = async (driver: Driver, page: Page): Promise<void> => {
  await press(page, 'Allow writing outcomes')
  await answerSignIn(driver)
  await page.waitForFunction(
    () => !document.body.innerText.includes('Outcomes wait until Afterward may write'),
    { polling: 100 },
  )
}

/** Past: opens the session that began at `start` (epoch ms); its card is then on the page. */
export const openSession = async (page: Page, start: number): Promise<void> => {
  await page.bringToFront()
  const row = `.session-row:has(time[datetime="${new Date(start).toISOString()}"]) button[aria-expanded=false]`
  const button = await page.waitForSelector(row, { visible: true, timeout: 15_000 })
  await button?.click()
  await see(page, 'Yes, it happened')
}

/** Settings: reads every calendar now, and waits until that is done. */
export const readCalendars = async (page: Page): Promise<void> => {
  await press(page, 'Read calendars now')
  // Nothing is written down of a pull without news; the button tells when it is over.
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'), { polling: 100 })
  await see(page, 'Calendars were read.')
}

/** The banner that asks once whether outcomes may be written: reads on, says yes, and lets the service give write access. */
export const agreeToAnnotations = async (
  driver: Driver,
  page: Page,
  service: 'Google' | 'Outlook' = 'Google',
): Promise<void> => {
  await press(page, 'See what is written')
  await press(page, `Show them in ${service} Calendar`)
  await answerSignIn(driver)
}
