import type { Page } from 'puppeteer-core'
import type { Driver } from '../harness/driver.ts'
import { readBooks } from './books.ts'
import { press, pressKey, see, until, words } from './hands.ts'

/** Whether an address is that of the window that asks; a trial of it is none. */
export const isPrompt = (url: string): boolean => url.includes('/prompt.html') && !url.includes('try=')

/** The prompt window that opened by itself, as soon as it asks. */
export const promptWindow = async (driver: Driver, timeoutMs: number): Promise<Page> => {
  const page = await driver.waitForPage(isPrompt, timeoutMs)
  await see(page, 'Did your session happen?')
  return page
}

/** Waits until no prompt window is open any more: one that has nothing more to ask closes by itself. */
export const promptGone = (driver: Driver): Promise<boolean> =>
  until(async () => {
    // Firefox does not tell puppeteer of a window that closed itself: what has no address any more is gone.
    const open = await driver.windows()
    return !open.some(({ url }) => url.includes('/prompt.html'))
  }, 'the prompt window to close by itself')

/** Esc closes the window. It goes while the key is down, so that the release of the key may reach nobody. */
export const closeByKey = async (driver: Driver, page: Page): Promise<void> => {
  await pressKey(page, 'Escape').catch(() => undefined)
  await promptGone(driver)
}

/** "It didn't…", then a reason or an exit by its words; what it would do is now on the card, and nothing is saved yet. */
export const sayWhy = async (page: Page, reason: string): Promise<void> => {
  await press(page, 'It didn’t…')
  await press(page, reason)
}

/** What the card says the choice would do, and what is written on the button that makes it so. */
export const consequenceOn = async (
  page: Page,
): Promise<{ readonly text: string; readonly button: string }> => {
  const read = () =>
    page.evaluate(() => {
      const text = document.querySelector('.verdict .consequence:not(.none)')?.textContent ?? ''
      const label = document.querySelector('.verdict button[type=submit] .label')?.textContent ?? ''
      return { text: text.trim(), button: label.trim() }
    })
  return until(async () => {
    const said = await read()
    return said.text !== '' && said
  }, 'the consequence of the choice')
}

/** Presses what gives an answer, and waits until the books hold it: nothing that follows from it can be there sooner. */
const give = async (page: Page, button: string): Promise<void> => {
  const given = async () => (await readBooks(page)).answers.filter(({ source }) => source === 'here').length
  const before = await given()
  await press(page, button)
  await until(async () => (await given()) > before, `the answer of “${button}” to be kept`)
}

/** "Yes, it happened", kept. */
export const sayYes = (page: Page): Promise<void> => give(page, 'Yes, it happened')

/** Presses the button that makes it so, by its words; the answer is kept then, and the card has gone on. */
export const confirm = async (page: Page, button = 'Confirm'): Promise<void> => {
  await give(page, button)
  await page.waitForFunction(() => !document.querySelector('.verdict button[type=submit]'), { polling: 100 })
}

/** After a miss that counted: the card says what is booked next, and goes on when that is read. */
export const passNext = async (page: Page): Promise<void> => {
  await see(page, 'Next session: ')
  const isBooked = await until(async () => {
    const said = await words(page)
    if (said.includes('Nothing booked after this')) return 'no'
    return said.includes('Next booked: ') && 'yes'
  }, 'what is booked next')
  await press(page, isBooked === 'yes' ? 'Done' : 'Not now')
}

/** Leaves the offer of times alone, once they are there: until then they may still come under the pointer. */
export const notNow = async (page: Page): Promise<void> => {
  await see(page, 'Not now')
  await page.waitForSelector('.after .skeleton', { hidden: true })
  await press(page, 'Not now')
}

/** When the page showed something for the first time, epoch ms. */
export const paintedAt = (page: Page): Promise<number> =>
  until(
    () =>
      page.evaluate(() => {
        const paint = performance.getEntriesByName('first-contentful-paint')[0]
        return paint ? performance.timeOrigin + paint.startTime : null
      }),
    'the first paint',
  )
