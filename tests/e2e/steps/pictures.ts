import axeCore from 'axe-core'
import type { Page } from 'puppeteer-core'
import type { Driver, Size } from '../harness/driver.ts'
import { sizes } from '../harness/driver.ts'

/** What axe-core has against a page as it stands, one line a finding; empty when nothing. */
export const audit = async (page: Page): Promise<readonly string[]> => {
  // Evaluated by the driver: the pages' own policy lets no foreign script in.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeCore.source)
  return page.evaluate(async () => {
    type Found = {
      readonly id: string
      readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
    }
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: readonly Found[] }> }
    }
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
    )
  })
}

/** Things that stick out of the page at its side; nothing may at 320 px (WCAG 1.4.10). */
const overflow = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const wide = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= wide) return []
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > wide + 1)
      .slice(0, 5)
      .map((element) => `wider than ${wide}: ${element.outerHTML.slice(0, 120)}`)
  })

/** The size at which all of a page is seen at once: a tab scrolls, but a picture should show what is below. */
const whole = async (page: Page, size: Size): Promise<Size> => {
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  return { ...size, height: Math.min(Math.max(size.height, height), 6_000) }
}

/**
 * Pictures of a page as it stands, in both colour schemes, at its usual width and at 320 px (Firefox: two of the four). Returns what is wrong with it: what
 * axe finds in light at the usual width and in dark at the narrow one, and what sticks out at the side. Leaves it as it was.
 */
export const portray = async (
  driver: Driver,
  page: Page,
  name: string,
  usual: Size,
): Promise<readonly string[]> => {
  await page.bringToFront()
  const wrong: string[] = []
  const note = (where: string, found: readonly string[]) =>
    wrong.push(...found.map((each) => `${name} (${where}): ${each}`))
  for (const scheme of ['light', 'dark'] as const) {
    await driver.scheme(page, scheme)
    for (const [width, size] of [
      ['usual', usual],
      ['narrow', { ...usual, width: sizes.narrow.width }],
    ] as const) {
      const audited = (scheme === 'light') === (width === 'usual')
      // One engine of the two shows every combination; the styles are the same.
      if (!audited && driver.name === 'firefox') continue
      await driver.resize(page, size)
      if (usual.width > sizes.prompt.width) await driver.resize(page, await whole(page, size))
      await page.evaluate(() => scrollTo(0, 0))
      // Two frames: layout and container queries have settled, and transitions are off in none of them longer than that.
      await page.evaluate(
        () =>
          new Promise((done) =>
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 160))),
          ),
      )
      await driver.screenshot(page, `${name}-${scheme}-${width}`)
      const where = `${scheme}, ${width}`
      if (audited) note(where, await audit(page))
      if (width === 'narrow') note(where, await overflow(page))
    }
  }
  await driver.scheme(page, 'light')
  await driver.resize(page, usual)
  return wrong
}
