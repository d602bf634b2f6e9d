import type { Page } from 'puppeteer-core'
import type { BrowserName } from '../../browsers.ts'
import { type CoachOptions, type SeededCoach, seedCoach } from '../../emulator/coach.ts'
import { createEmulator, type Emulator } from '../../emulator/emulator.ts'
import { startServers } from '../../emulator/serve.ts'
import { launch } from './browser.ts'
import type { Driver } from './driver.ts'
import type { Organisation } from './organisation.ts'

/** A browser with the built extension, and the calendar that its real host names lead to. Both go by the real clock. */
export type World = {
  readonly driver: Driver
  readonly emulator: Emulator
  readonly coach: SeededCoach
  close(): Promise<void>
}

export type WorldOptions = {
  /** What stands in the coach's calendar; a believable month by default. */
  readonly coach?: CoachOptions
  readonly headless?: boolean
  /** Who manages the browser; by default nobody. */
  readonly organisation?: Organisation
}

/** The worlds that stand at this moment: a test that failed is explained by what its browsers show. */
export const openWorlds = new Set<World>()

/** Starts a coach's world. `close` it in `afterAll`; it takes the temporary profile away too. */
export const startWorld = async (browser: BrowserName, options: WorldOptions = {}): Promise<World> => {
  const emulator = createEmulator({
    now: Date.now,
    sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
  })
  const coach = seedCoach(emulator, options.coach)
  const servers = await startServers({ emulator })
  const driver = await launch(browser, {
    servers,
    hosts: emulator.hosts,
    headless: options.headless ?? true,
    launcher: options.organisation?.launcher,
  }).catch(async (error) => {
    await servers.close()
    throw error
  })
  const world: World = {
    driver,
    emulator,
    coach,
    close: async () => {
      openWorlds.delete(world)
      await driver.close()
      await servers.close()
    },
  }
  openWorlds.add(world)
  return world
}

/** Chromium and Firefox, or the ones that `AFTERWARD_BROWSERS=firefox` names: for `describe.each(browsers)`. */
export const browsers: readonly BrowserName[] = (['chromium', 'firefox'] as const).filter(
  (name) => !process.env.AFTERWARD_BROWSERS || process.env.AFTERWARD_BROWSERS.includes(name),
)

/** The pages of Google and of Microsoft. */
const SIGN_IN_PAGE = /^https:\/\/(accounts\.google\.com|login\.microsoftonline\.com)\//

const taken = new WeakSet<Page>()

/** The sign-in window that the extension opened, each only once: one that was answered may still be closing when the next one opens. */
export const signInPage = async (driver: Driver): Promise<Page> => {
  const page = await driver.waitForPage((url, at) => SIGN_IN_PAGE.test(url) && !taken.has(at))
  taken.add(page)
  await page.waitForSelector('#allow')
  return page
}

export type SignInChoice = {
  readonly press?: 'allow' | 'deny'
  /** Parts of the names of scopes whose box the coach clears, such as 'events.owned'. */
  readonly without?: readonly string[]
}

/** Answers a sign-in window; it closes by itself. */
export const answerOn = async (page: Page, choice: SignInChoice = {}): Promise<void> => {
  await page.evaluate((without) => {
    const account = document.querySelector<HTMLInputElement>('input[name=account]')
    if (account && !document.querySelector('input[name=account]:checked')) account.checked = true
    for (const box of document.querySelectorAll<HTMLInputElement>('input[name=scope]'))
      if (without.some((part) => box.value.includes(part))) box.checked = false
  }, choice.without ?? [])
  await page.click(`#${choice.press ?? 'allow'}`)
}

/** Answers the sign-in window that the extension opened. */
export const answerSignIn = async (driver: Driver, choice?: SignInChoice): Promise<void> =>
  answerOn(await signInPage(driver), choice)

/** The person closes the sign-in window without choosing. */
export const closeSignIn = async (driver: Driver): Promise<void> => {
  const page = await signInPage(driver)
  await page.close()
}
