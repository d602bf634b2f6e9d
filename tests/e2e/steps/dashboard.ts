import type { Page } from 'puppeteer-core'
import { type Driver, sizes } from '../harness/driver.ts'
import { answerSignIn } from '../harness/world.ts'
import { fill, hear, key, press, pressAt } from './hands.ts'

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

/** Settings: changes a number, which must not be what it was, and waits until that is saved. */
export const setNumber = (page: Page, label: string, value: number): Promise<void> =>
  hear(page, 'Saved.', async () => {
    await fill(page, label, String(value))
    await key(page, 'Tab')
  })

/** Settings: asks so many minutes after the end, which must not be what it was. */
export const setGrace = (page: Page, minutes: number): Promise<void> =>
  setNumber(page, 'Minutes after the end', minutes)

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
  const row = `.session-row:has(time[datetime="${new Date(start).toISOString()}"])`
  await pressAt(page, `${row} button[aria-expanded=false]`)
  // Of this row: another one that was open says the same until it closes.
  await page.waitForFunction(
    (opened) => document.querySelector<HTMLElement>(opened)?.innerText.includes('Yes, it happened'),
    { polling: 100 },
    `${row} .opened`,
  )
}

/** Settings: reads every calendar now, and waits until that is done. Nothing is written down of a pull without news; the page says it. */
export const readCalendars = (page: Page): Promise<void> =>
  hear(page, 'Calendars were read.', () => press(page, 'Read calendars now'))

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
