import type { Page } from 'puppeteer-core'
import { inFocus, key, until } from './hands.ts'

/** More than any page has to offer, there and back: whoever has not come to it by then cannot. */
const STOPS = 300

/**
 * What a screen reader would say of what has the focus: its name, its label, or the words on its face; '' when nothing has it, null when the
 * page itself is without focus. And whether anything that says these words can be come to: shown, enabled, not behind a dialog.
 */
const look = (page: Page, says: string): Promise<{ readonly on: string | null; readonly isThere: boolean }> =>
  page.evaluate((wanted) => {
    const wordsOf = (element: HTMLElement) => {
      const isField = element.matches('input, select, textarea')
      const labels = isField ? [...((element as HTMLInputElement).labels ?? [])] : []
      const face = labels.map(({ innerText }) => innerText).join(' ') || element.innerText
      return `${element.getAttribute('aria-label') ?? ''} ${face}`.replace(/\s+/g, ' ').trim()
    }
    const { activeElement: element } = document
    const hasIt = element instanceof HTMLElement && element !== document.body
    const stops = ':is(a[href], button, input, select, textarea, summary, [tabindex]):not([tabindex="-1"])'
    const all = (document.querySelector('dialog:modal') ?? document).querySelectorAll<HTMLElement>(stops)
    const isThere = [...all].some(
      (each) =>
        !each.matches(':disabled, [aria-disabled=true]') &&
        each.checkVisibility({ visibilityProperty: true }) &&
        wordsOf(each).includes(wanted),
    )
    return { on: document.hasFocus() ? (hasIt ? wordsOf(element) : '') : null, isThere }
  }, says)

/** The same of what has the focus alone. */
const focused = async (page: Page): Promise<string | null> => (await look(page, '')).on

/** Waits until the focus is on what says these words: it was put there, and nobody has to look for it. */
export const focusOn = async (page: Page, says: string): Promise<void> => {
  let on: string | null = null
  await until(async () => {
    on = await focused(page)
    return on?.includes(says)
  }, `the focus on "${says}"`).catch((error: unknown) => {
    throw new Error(`The focus is not on "${says}" but on "${on}"`, { cause: error })
  })
}

/**
 * Tabs (`back`: with Shift) until the focus is on what says these words. Past the end of a page Chromium goes on at its other end, while
 * Firefox marks one thing after the other that no key reaches, for a whole lap; then the last has the focus again, and from there it is
 * looked for the other way.
 * Nobody sets out for what is not there yet: a page that is still being drawn, or a button that is busy, is waited for.
 */
export const tabTo = async (page: Page, says: string, back = false): Promise<void> => {
  await inFocus(page)
  await until(async () => (await look(page, says)).isThere, `"${says}" to be there for Tab to come to`)
  const seen: string[] = []
  let isBack = back
  let last = ''
  let wasOutside = false
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (isBack) await page.keyboard.down('Shift')
    await key(page, 'Tab')
    if (isBack) await page.keyboard.up('Shift')
    const on = await focused(page)
    if (on?.includes(says)) return
    if (wasOutside && on === last) isBack = !isBack
    wasOutside = on === null
    last = on ?? last
    seen.push(on ?? '(outside)')
  }
  throw new Error(`Tab never came to "${says}"; it came to: ${[...new Set(seen)].join(' | ')}`)
}

/** Goes to what says these words (`back`: with Shift) and presses it. */
export const enterOn = async (page: Page, says: string, back = false): Promise<void> => {
  await tabTo(page, says, back)
  await key(page, 'Enter')
}

/** Goes to the choice that says these words and takes it. */
export const spaceOn = async (page: Page, says: string): Promise<void> => {
  await tabTo(page, says)
  await key(page, ' ')
}

/** Goes to the field with this label, and types. */
export const typeInto = async (page: Page, label: string, text: string): Promise<void> => {
  await tabTo(page, label)
  await page.keyboard.type(text)
}
