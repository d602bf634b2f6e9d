import type { Page } from 'puppeteer-core'
import { afterEach } from 'vitest'
import { openWorlds } from './world.ts'

/** More than this of a page's words hides what matters. */
const ENOUGH = 1_500

/** What somebody who looks at the page would see, and where the focus is. */
const lookAt = (page: Page): Promise<string> =>
  page.evaluate((most) => {
    const { activeElement: focused, title } = document
    const says = document.body.innerText.replace(/\s+/g, ' ').slice(0, most)
    const at = focused?.cloneNode(false) as Element | undefined
    const has = document.hasFocus() ? 'has the focus' : 'is without focus'
    return `${title} (${location.pathname}${location.hash}) ${has}, at ${at?.outerHTML}: ${says}`
  }, ENOUGH)

/** A failure that happens once in a hundred runs leaves nothing else to find its cause by. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const { driver } of openWorlds) {
    const open = await driver.windows()
    for (const { page, url } of open)
      if (url.startsWith(driver.origin)) {
        const seen = await lookAt(page).catch((error: unknown) => `${url} cannot be looked at: ${error}`)
        console.log(`${driver.name} after “${task.name}”: ${seen}`)
      }
    const problems = await driver.problems()
    if (problems.length > 0) console.log(`${driver.name} had problems:\n${problems.join('\n')}`)
  }
})
