import type { Page } from 'puppeteer-core'
import { inFocus, key } from './hands.ts'

/** More than any page has to offer: whoever has not come to it by then cannot. */
const STOPS = 150

/** Tabs (`back`: with Shift) until the focus is on what says these words, on its face, in its name or by its label. */
export const tabTo = async (page: Page, says: string, back = false): Promise<void> => {
  await inFocus(page)
  const seen: string[] = []
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (back) await page.keyboard.down('Shift')
    await key(page, 'Tab')
    if (back) await page.keyboard.up('Shift')
    const on = await page.evaluate(() => {
      const { activeElement: focused } = document
      if (!(focused instanceof HTMLElement) || focused === document.body) return ''
      const labels =
        focused instanceof HTMLInputElement || focused instanceof HTMLSelectElement ? focused.labels : null
      const label = [...(labels ?? [])].map(({ innerText }) => innerText).join(' ')
      const face = label || focused.innerText
      return `${focused.getAttribute('aria-label') ?? ''} ${face}`.replace(/\s+/g, ' ').trim()
    })
    if (on.includes(says)) return
    seen.push(on)
  }
  throw new Error(`Tab never came to "${says}"; it came to: ${[...new Set(seen)].join(' | ')}`)
}

/** Goes to what says these words (`back`: with Shift) and presses it. */
export const enterOn = async (page: Page, says: string, back = false): Promise<void> => {
  await tabTo(page, says, back)
  await key(page, 'Enter')
}
