import { mkdirSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Page } from 'puppeteer-core'

const root = resolve(import.meta.dirname, '../..')

/** Numbered pictures of one run, in a folder of their own that is emptied first. */
export type Pictures = {
  readonly folder: string
  readonly take: (page: Page, what: string) => Promise<void>
  readonly count: () => number
}

/** Pictures in `.artifacts/demo/<name>`. */
export const createPictures = (name: string): Pictures => {
  const folder = resolve(root, '.artifacts/demo', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  let taken = 0
  return {
    folder: relative(root, folder),
    count: () => taken,
    take: async (page, what) => {
      taken += 1
      const number = String(taken).padStart(2, '0')
      await page.bringToFront()
      // What has just changed is painted with the next frame; movements are off or shorter than this.
      await page.evaluate(() => new Promise((done) => setTimeout(done, 200)))
      await page.screenshot({ path: join(folder, `${number}-${what}.png`) as `${string}.png` })
    },
  }
}
