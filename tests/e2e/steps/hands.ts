import type { ElementHandle, Page } from 'puppeteer-core'

/** How long a person would wait before thinking that something is broken. */
const PATIENCE = 15_000

const quoted = (text: string): string =>
  text.includes("'") ? `concat('${text.split("'").join(`', "'", '`)}')` : `'${text}'`

/** Anything that can be pressed and says these words, on its face or in its name. */
const pressable = (words: string): string => {
  const says = `contains(normalize-space(.), ${quoted(words)}) or contains(@aria-label, ${quoted(words)})`
  return ['button', 'a', 'summary', 'label', "*[@role='menuitem']"]
    .map((element) => `//${element}[${says}]`)
    .join(' | ')
}

/** The first that is shown of what fits: closed menus and folded parts say the same words. */
const visible = async (page: Page, xpath: string, timeout = PATIENCE): Promise<ElementHandle> => {
  const shown = (path: string) => {
    const found = document.evaluate(path, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE)
    for (let index = 0; index < found.snapshotLength; index += 1) {
      const element = found.snapshotItem(index) as Element
      if (element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0)
        return element
    }
    return null
  }
  const handle = await page
    .waitForFunction(shown, { timeout, polling: 100 }, xpath)
    .catch((error: unknown) => {
      throw new Error(`Nothing to be seen after ${timeout} ms of ${xpath.slice(0, 120)}…`, { cause: error })
    })
  return handle.asElement() as ElementHandle
}

/** Waits until the page shows these words; a failure says what it showed instead. */
export const see = async (page: Page, wanted: string, timeout = PATIENCE): Promise<void> => {
  const says = (text: string) => document.body.innerText.replace(/\s+/g, ' ').includes(text)
  await page.waitForFunction(says, { timeout, polling: 100 }, wanted).catch(async () => {
    throw new Error(`Waited ${timeout} ms for "${wanted}" in: ${await words(page)}`)
  })
}

/** Everything the page says, on one line. */
export const words = (page: Page): Promise<string> =>
  page.evaluate(() => document.body.innerText.replace(/\s+/g, ' '))

/**
 * What says these words, once it can be pressed: shown, enabled, standing still, and with nothing over it, for which a person would
 * scroll. It is looked for anew each time, because a page that draws itself again leaves the old one behind.
 */
const free = async (page: Page, says: string, timeout: number): Promise<ElementHandle<Element>> => {
  const isFree = async (path: string) => {
    const found = document.evaluate(path, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE)
    const all = Array.from(
      { length: found.snapshotLength },
      (_, index) => found.snapshotItem(index) as Element,
    )
    const element = all.find(
      (each) => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0,
    )
    if (element === undefined || (element as HTMLButtonElement).disabled) return null
    const place = () => JSON.stringify(element.getBoundingClientRect())
    const before = place()
    await new Promise((done) => setTimeout(done, 40))
    if (place() !== before) return null
    const isOnTop = () => {
      const { left, top, width, height } = element.getBoundingClientRect()
      const hit = document.elementFromPoint(left + width / 2, top + height / 2)
      return hit !== null && (element.contains(hit) || hit.contains(element))
    }
    if (isOnTop()) return element
    element.scrollIntoView({ block: 'center', behavior: 'instant' })
    return isOnTop() ? element : null
  }
  const handle = await page
    .waitForFunction(isFree, { timeout, polling: 100 }, pressable(says))
    .catch(async (error: unknown) => {
      throw new Error(`“${says}” could not be pressed in ${timeout} ms on: ${await words(page)}`, {
        cause: error,
      })
    })
  return handle.asElement() as ElementHandle<Element>
}

/** Presses what says these words, as soon as it is there and can be pressed. */
export const press = async (page: Page, says: string, timeout = PATIENCE): Promise<void> => {
  // A tab behind another one paints nothing, and what is not painted cannot be clicked.
  await page.bringToFront()
  const handle = await free(page, says, timeout)
  await handle.click()
}

/** Presses a key where the focus is. */
export const key = (page: Page, name: Parameters<Page['keyboard']['press']>[0]): Promise<void> =>
  page.keyboard.press(name)

/** Somebody who types elsewhere is not answering: cards take keys only so long (ms) after they have the focus (PRODUCT 4). */
const SETTLED = 1_100

/** Presses a key that means something to a card, once the card has had the focus for long enough to believe it. */
export const pressKey = async (page: Page, name: Parameters<Page['keyboard']['press']>[0]): Promise<void> => {
  await page.bringToFront()
  await page.waitForFunction(() => document.hasFocus(), { timeout: PATIENCE, polling: 50 })
  await new Promise((done) => setTimeout(done, SETTLED))
  await key(page, name)
}

/** Writes into the field with this label, over what stood there. */
export const fill = async (page: Page, label: string, text: string): Promise<void> => {
  await page.bringToFront()
  const says = `contains(normalize-space(.), ${quoted(label)})`
  const field = await visible(
    page,
    `//label[${says}]//input | //*[@id=//label[${says}]/@for] | //input[contains(@aria-label, ${quoted(label)})] | //textarea[contains(@aria-label, ${quoted(label)})]`,
  )
  await field.click({ count: 3 })
  await field.type(text)
}

/** Chooses in the list with this label, by the value that stands behind the words. */
export const pick = async (page: Page, label: string, value: string): Promise<void> => {
  await page.bringToFront()
  const says = `contains(@aria-label, ${quoted(label)})`
  const named = `//label[contains(., ${quoted(label)})]`
  const list = await visible(page, `//select[${says}] | ${named}//select | //select[@id=${named}/@for]`)
  await list.select(value)
}

/** Waits until `look` gives something, asking again and again; `what` says what was waited for. */
export const until = async <T>(
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  what: string,
  timeout = PATIENCE,
): Promise<T> => {
  const deadline = Date.now() + timeout
  while (Date.now() < deadline) {
    const found = await look()
    if (found) return found
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`Waited ${timeout} ms for ${what}`)
}
