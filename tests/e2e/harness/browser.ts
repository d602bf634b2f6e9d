import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Page } from 'puppeteer-core'
import type { BrowserName } from '../../browsers.ts'
import { builtExtension } from '../../build.ts'
import { startChromium } from './chromium.ts'
import { type Driver, downloadsOf, type LaunchOptions, type Size } from './driver.ts'
import { startFirefox } from './firefox.ts'

export type { Driver, LaunchOptions } from './driver.ts'

const screens = resolve(import.meta.dirname, '../../../.artifacts/screens')

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** A page's address, or '' while it navigates, closes or does not answer. */
const addressOf = async (page: Page): Promise<string> => {
  const asked = page.evaluate(() => location.href).catch(() => '')
  return Promise.race([asked, pause(2_000).then(() => '')])
}

/** Starts a browser with the extension installed. The caller closes it. */
export const launch = async (name: BrowserName, options: LaunchOptions): Promise<Driver> => {
  const start = name === 'chromium' ? startChromium : startFirefox
  const extensionDir = options.extensionDir ?? builtExtension(name)
  const profileDir = options.profileDir ?? (await mkdtemp(join(tmpdir(), `afterward-${name}-`)))
  let engine = await start(options, extensionDir, profileDir)
  const earlier: string[] = []

  const windows = async () =>
    Promise.all((await engine.pages()).map(async (page) => ({ page, url: await addressOf(page) })))

  const resize = (page: Page, { width, height }: Size) => page.setViewport({ width, height })

  return {
    name,
    origin: engine.origin,
    downloads: downloadsOf(profileDir),
    problems: async () => [...earlier, ...(await engine.problems())],
    open: async (path, size) => {
      const page = await engine.newPage()
      if (size) await resize(page, size)
      await engine.goto(page, `${engine.origin}/${path}`)
      return page
    },
    visit: async (url) => {
      const page = await engine.newPage()
      await page.goto(url, { waitUntil: 'domcontentloaded' })
      return page
    },
    windows,
    waitForPage: async (fits, timeoutMs = 30_000) => {
      const deadline = Date.now() + timeoutMs
      let seen: readonly string[] = []
      while (Date.now() < deadline) {
        const open = await windows()
        const found = open.find(({ url, page }) => fits(url, page))
        if (found) return found.page
        seen = open.map(({ url }) => url)
        await pause(50)
      }
      throw new Error(`No such page after ${timeoutMs} ms; open were: ${seen.join(', ') || 'none'}`)
    },
    stopBackground: () => engine.stopBackground(),
    backgroundRunning: () => engine.backgroundRunning(),
    scheme: (page, value) => engine.scheme(page, value),
    resize,
    screenshot: async (page, picture) => {
      const path = join(screens, name, `${picture}.png`)
      await mkdir(dirname(path), { recursive: true })
      await page.screenshot({ path: path as `${string}.png` })
      return path
    },
    restart: async () => {
      earlier.push(...(await engine.problems()))
      await engine.quit()
      engine = await start(options, extensionDir, profileDir)
    },
    close: async () => {
      await engine.quit()
      if (options.profileDir === undefined)
        await rm(profileDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}
