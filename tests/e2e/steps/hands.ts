import type { ElementHandle, Page } from 'puppeteer-core'
import { AFTER_FOCUS } from '../../../components/prompt/key-guard.ts'

/** How long anything may take before it counts as broken, in ms: on the slowest of machines nothing takes half of it. */
const PATIENCE = 30_000

const quoted = (text: string): string =>
  text.includes("'") ? `concat('${text.split("'").join(`', "'", '`)}')` : `'${text}'`

/** Where something is found: by an XPath or, where it has no words of its own, by a CSS selector. */
type Place = { readonly xpath: string } | { readonly css: string }

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
 * What is there, once it can be pressed: shown, enabled, not busy with an earlier press (it would ignore this one), standing still, and
 * with nothing over it, for which a person would scroll. It is looked for anew each time, because a page that draws itself again leaves
 * the old one behind.
 */
const free = async (
  page: Page,
  at: Place,
  what: string,
  timeout: number,
): Promise<ElementHandle<Element>> => {
  const isFree = async (place: { xpath?: string; css?: string }) => {
    const matching = (path: string) => {
      const found = document.evaluate(path, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE)
      return Array.from({ length: found.snapshotLength }, (_, index) => found.snapshotItem(index) as Element)
    }
    const all = place.css ? [...document.querySelectorAll(place.css)] : matching(place.xpath ?? '')
    const element = all.find(
      (each) => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0,
    )
    if (element === undefined || element.matches(':disabled, [aria-disabled=true]')) return null
    const stand = () => JSON.stringify(element.getBoundingClientRect())
    const before = stand()
    await new Promise((done) => setTimeout(done, 40))
    if (stand() !== before) return null
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
    .waitForFunction(isFree, { timeout, polling: 100 }, at)
    .catch(async (error: unknown) => {
      throw new Error(`“${what}” could not be pressed in ${timeout} ms on: ${await words(page)}`, {
        cause: error,
      })
    })
  return handle.asElement() as ElementHandle<Element>
}

/** Presses what says these words, as soon as it is there and can be pressed. */
export const press = async (page: Page, says: string, timeout = PATIENCE): Promise<void> => {
  // A tab behind another one paints nothing, and what is not painted cannot be clicked.
  await page.bringToFront()
  const handle = await free(page, { xpath: pressable(says) }, says, timeout)
  await handle.click()
}

/** The same for what a CSS selector finds. */
export const pressAt = async (page: Page, css: string): Promise<void> => {
  await page.bringToFront()
  const handle = await free(page, { css }, css, PATIENCE)
  await handle.click()
}

/** Where the link that a CSS selector finds leads, as soon as it is there: what opens may be drawn before what stands in it. */
export const hrefOf = async (page: Page, css: string): Promise<string> => {
  const link = await page.waitForSelector(css, { visible: true, timeout: PATIENCE })
  return (await link?.evaluate((element) => element.getAttribute('href'))) ?? ''
}

/**
 * Does something and waits until the page announces these words because of it, as a screen reader hears them: the same words may still
 * be there from before.
 */
export const hear = async (page: Page, wanted: string, act: () => Promise<void>): Promise<void> => {
  const ear = await page.evaluateHandle((text) => {
    const state = { heard: false }
    const listen = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement
        if (element?.closest('[role=status]')?.textContent?.includes(text)) state.heard = true
      }
    })
    listen.observe(document.body, { subtree: true, childList: true, characterData: true })
    return state
  }, wanted)
  await act()
  await page
    .waitForFunction(({ heard }) => heard, { timeout: PATIENCE, polling: 100 }, ear)
    .catch(async () => {
      throw new Error(`Waited ${PATIENCE} ms to hear "${wanted}" from: ${await words(page)}`)
    })
}

/** A key that closes the page, or leads out of it, is never let go of in it. */
const LET_GO = 1_000

/**
 * Presses a key where the focus is, and waits until the page has dealt with it: a browser that is busy takes its time, and whoever looks
 * at once still sees the focus where it was.
 */
export const key = async (page: Page, name: Parameters<Page['keyboard']['press']>[0]): Promise<void> => {
  const ear = await page.evaluateHandle(() => {
    const state = { letGo: false }
    const hear = () => {
      state.letGo = true
    }
    addEventListener('keyup', hear, { capture: true, once: true })
    return state
  })
  await page.keyboard.press(name)
  await page
    .waitForFunction(({ letGo }) => letGo, { timeout: LET_GO, polling: 10 }, ear)
    .catch(() => undefined)
}

/** Waits until what is typed reaches this page. */
export const inFocus = async (page: Page): Promise<void> => {
  await page.bringToFront()
  await page
    .waitForFunction(() => document.hasFocus(), { timeout: PATIENCE, polling: 50 })
    .catch((error: unknown) => {
      throw new Error('The browser never gave the focus to the page', { cause: error })
    })
}

/**
 * Waits until the card on a page takes keys: nothing is under way on it, and it has had the focus for long enough to believe them, because
 * somebody who types elsewhere is not answering (PRODUCT 4). The card itself must be there.
 */
export const settled = async (page: Page): Promise<void> => {
  await page.bringToFront()
  const isReady = () => document.hasFocus() && !document.querySelector('[aria-busy=true]')
  await page.waitForFunction(isReady, { timeout: PATIENCE, polling: 50 })
  await new Promise((done) => setTimeout(done, AFTER_FOCUS + 100))
}

/** Presses a key that means something to a card. */
export const pressKey = async (page: Page, name: Parameters<Page['keyboard']['press']>[0]): Promise<void> => {
  await settled(page)
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
  await field.click()
  await field.evaluate((element) => (element as HTMLInputElement | HTMLTextAreaElement).select())
  await field.type(text)
}

/** Chooses in the list with this label, by the value that stands behind the words. */
export const pick = async (page: Page, label: string, value: string): Promise<void> => {
  await page.bringToFront()
  const says = `contains(@aria-label, ${quoted(label)})`
  const named = `//label[contains(., ${quoted(label)})]`
  // A list may be there before what is to be chosen in it.
  const offers = `[.//option[@value=${quoted(value)}]]`
  const lists = [`//select[${says}]`, `${named}//select`, `//select[@id=${named}/@for]`]
  const list = await visible(page, lists.map((each) => each + offers).join(' | '))
  await list.select(value)
}

/**
 * Chooses a file where one is asked for under this label, without the browser's own window. By its label, because a page may ask for
 * several files, and which of them is drawn first is anybody's guess; hidden ones too, because a button may stand for one.
 */
export const attach = async (page: Page, label: string, path: string): Promise<void> => {
  const says = quoted(label)
  const field = `//input[@type='file'][contains(@aria-label, ${says}) or @id=//label[contains(normalize-space(.), ${says})]/@for]`
  const input = await page.waitForSelector(`xpath/${field}`, { timeout: PATIENCE })
  await (input as ElementHandle<HTMLInputElement>).uploadFile(path)
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
