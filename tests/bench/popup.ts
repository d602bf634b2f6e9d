import type { Page } from 'puppeteer-core'
import type { Driver } from '../e2e/harness/browser.ts'
import { type Figure, inTurns, type Rounds } from './figure.ts'
import { inBooks, openBooks } from './open-books.ts'

/** What makes a page usable: the popup's first waiting row with a button that can be pressed; the empty page's number. */
const USABLE = '.waiting li button:not(:disabled), #waiting'

const SESSIONS = 10_000
const WAITING = 5

/** Runs in every document before its own scripts: keeps the instant, in ms since the navigation began, at which it became usable. */
const watch = (selector: string): void => {
  const found = new Promise<number>((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector(selector) === null) return
      observer.disconnect()
      resolve(performance.now())
    })
    observer.observe(document, { childList: true, subtree: true, attributes: true })
  })
  Object.assign(globalThis, { usable: found })
}

/** Goes to a page and says how long it took until it was usable, ms. */
const timeTo = async (page: Page, url: string): Promise<number> => {
  await page.goto(url, { waitUntil: 'load' })
  return page.evaluate(() => (globalThis as unknown as { usable: Promise<number> }).usable)
}

/**
 * The popup with ten thousand sessions stored, from the navigation to the first row that can be answered, against a Preact page of
 * the same extension that does nothing but count what waits by the same index of the same database.
 */
export const popupFigures = async (driver: Driver, rounds: Rounds): Promise<readonly Figure[]> => {
  const books = await openBooks(driver)
  await driver.stopBackground()
  await inBooks(books, 'fill', { sessions: SESSIONS, waiting: WAITING })
  await books.close()

  const page = await driver.open('bench/empty.html')
  await page.evaluateOnNewDocument(watch, USABLE)
  const measured = await inTurns(
    () => timeTo(page, `${driver.origin}/popup.html`),
    () => timeTo(page, `${driver.origin}/bench/empty.html`),
    rounds,
  )
  await assertBoth(page, driver)
  await page.close()
  return [{ name: 'popup usable, 10,000 sessions stored', unit: 'ms', ...measured, budget: 2 }]
}

/** What was timed is what was meant: five rows there, and the number of them here. */
const assertBoth = async (page: Page, driver: Driver): Promise<void> => {
  const counted = await page.$eval('#waiting', ({ textContent }) => Number(textContent))
  await timeTo(page, `${driver.origin}/popup.html`)
  const rows = (await page.$$('.waiting li')).length
  if (counted !== WAITING || rows !== WAITING)
    throw new Error(`Expected ${WAITING} waiting sessions; the pages show ${counted} and ${rows}`)
}
