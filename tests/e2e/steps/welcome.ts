import type { Page } from 'puppeteer-core'
import type { Driver } from '../harness/driver.ts'
import { answerOn, signInPage } from '../harness/world.ts'
import { readBooks } from './books.ts'
import { goTo, setGrace } from './dashboard.ts'
import { fill, pick, press, see, until } from './hands.ts'

/** Called where a person would stop and look; the demo takes a picture there. */
export type Look = (page: Page, what: string) => Promise<void>
const noLook: Look = async () => undefined

/** What the coach enters of one client in the welcome table. */
export type ClientEntry = {
  readonly name: string
  readonly kind: 'paid' | 'complimentary'
  /** Sessions in the package and how many of them were used before; no program when absent. */
  readonly sessions?: number
  readonly alreadyUsed?: number
}

const desk = { width: 1100, height: 800 } as const

/** The welcome page that the installation opened by itself, on its first step. A second one would be hidden behind it. */
export const openWelcome = async (driver: Driver): Promise<Page> => {
  const page = await driver.waitForPage((url) => url.endsWith('/welcome.html'))
  await driver.resize(page, desk)
  return page
}

/** Connects the calendar that a service's sign-in offers, read-only. */
const connectAccount = async (service: 'Google' | 'Outlook', driver: Driver, page: Page, look: Look) => {
  await see(page, `Connect ${service}`)
  await look(page, 'welcome')
  await press(page, `Connect ${service}`)
  const signIn = await signInPage(driver)
  await look(signIn, `${service.toLowerCase()}-sign-in`)
  await answerOn(signIn)
}

export const connectGoogle = (driver: Driver, page: Page, look = noLook): Promise<void> =>
  connectAccount('Google', driver, page, look)

export const connectOutlook = (driver: Driver, page: Page, look = noLook): Promise<void> =>
  connectAccount('Outlook', driver, page, look)

/** Takes the calendar that Afterward keeps itself. */
export const connectPractice = async (page: Page, look = noLook): Promise<void> => {
  await see(page, 'Try Practice')
  await look(page, 'welcome')
  await press(page, 'Try Practice')
}

/** From the calendars to "ready": proposed rules as they are, and what is known of the clients. */
export const finishWelcome = async (
  page: Page,
  clients: readonly ClientEntry[],
  look = noLook,
): Promise<void> => {
  await see(page, 'Which calendars hold your sessions?')
  await look(page, 'calendars')
  await press(page, 'Continue')
  await see(page, 'What is coaching?', 30_000)
  await look(page, 'coaching')
  await press(page, 'Continue')
  await see(page, 'Your clients')
  for (const { name, kind, sessions, alreadyUsed } of clients) {
    await pick(page, `${name}: paid or free`, kind)
    if (sessions !== undefined) await fill(page, `Package, ${name}`, String(sessions))
    if (alreadyUsed !== undefined) await fill(page, `Already used, ${name}`, String(alreadyUsed))
  }
  await look(page, 'clients')
  await press(page, 'Save clients')
  await see(page, 'Afterward is ready')
  // The page says it before the background has kept it; a page closed in between would take its own question with it.
  await until(async () => (await readBooks(page)).settings[0]?.value.setUp, 'the set-up to be kept')
  await look(page, 'ready')
}

/** The whole first run with Google; the page it leaves is the last step of the welcome page. */
export const setUpGoogle = async (
  driver: Driver,
  clients: readonly ClientEntry[],
  look = noLook,
): Promise<Page> => {
  const page = await openWelcome(driver)
  await connectGoogle(driver, page, look)
  await finishWelcome(page, clients, look)
  return page
}

/** The whole first run with Google, and on to Settings, where it is said how many minutes after its end a session is asked about. */
export const setUpDesk = async (
  driver: Driver,
  clients: readonly ClientEntry[],
  graceMinutes: number,
): Promise<Page> => {
  const page = await setUpGoogle(driver, clients)
  await press(page, 'Open the dashboard')
  await goTo(page, 'Settings')
  await setGrace(page, graceMinutes)
  return page
}
