import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import type { Driver } from '../e2e/harness/browser.ts'
import { sizes } from '../e2e/harness/driver.ts'
import { LONG } from './client-books.ts'
import { type Figure, inTurns, type Rounds } from './figure.ts'
import { inBooks, openBooks } from './open-books.ts'

/** Where every turn begins. */
const REST = 'bench/empty.html'

const CLIENTS = 200
const SESSIONS = 500

const pages = [
  {
    name: `list of ${CLIENTS} clients usable`,
    path: 'dashboard.html#/clients',
    still: 'bench/clients.html',
    row: '.client-list > li',
    rows: CLIENTS,
  },
  {
    name: `client's page usable, ${SESSIONS} sessions`,
    path: `dashboard.html#/clients/${LONG}`,
    still: 'bench/client.html',
    row: '.glyphs > li',
    rows: SESSIONS,
  },
] as const

type Measured = (typeof pages)[number]

/** What is pressed in the n-th row. */
const pressedIn = (row: string, nth: number): string => `${row}:nth-child(${nth}) > *`

/**
 * Runs in every document before its own scripts: keeps the instant, in ms since the navigation began, at which `selector` was there and
 * painted: a frame drawn after it is over when the next one begins.
 */
const watch = (selector: string): void => {
  const painted = new Promise<number>((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector(selector) === null) return
      observer.disconnect()
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())))
    })
    observer.observe(document, { childList: true, subtree: true })
  })
  Object.assign(globalThis, { usable: painted })
}

/** Runs in a document before its own scripts: keeps what it is made of when the first rows are in it, those beyond the window left out. */
const keepStill = (row: string): void => {
  const still = new Promise<{ readonly html: string; readonly rows: number }>((resolve) => {
    const observer = new MutationObserver(() => {
      const rows = [...document.querySelectorAll(row)]
      if (rows.length === 0) return
      observer.disconnect()
      const inSight = rows.filter((each) => each.getBoundingClientRect().top < innerHeight).length
      const copy = document.documentElement.cloneNode(true) as HTMLElement
      for (const each of [...copy.querySelectorAll(row)].slice(inSight)) each.remove()
      for (const each of copy.querySelectorAll('script, link[rel=modulepreload]')) each.remove()
      resolve({ html: `<!doctype html>\n${copy.outerHTML}`, rows: inSight })
    })
    observer.observe(document, { childList: true, subtree: true })
  })
  Object.assign(globalThis, { still })
}

/**
 * Goes to a page of the extension and gives what was promised in it; from the same page at rest every time, for the next page would else wait
 * for what the one before it was still drawing.
 */
const promisedBy = async <Kept>(
  page: Page,
  driver: Driver,
  path: string,
  name: 'usable' | 'still',
): Promise<Kept> => {
  await page.goto(`${driver.origin}/${REST}`, { waitUntil: 'load' })
  await page.waitForSelector('#waiting')
  await page.goto(`${driver.origin}/${path}`, { waitUntil: 'load' })
  return page.evaluate(
    (kept) => (globalThis as unknown as Record<string, Promise<unknown>>)[kept] as Promise<never>,
    name,
  )
}

/** Writes the page as it is first drawn, as HTML with the same style sheets and without a script. Answers how many rows are in sight. */
const writeStill = async (driver: Driver, dir: string, { path, still, row }: Measured): Promise<number> => {
  const page = await driver.open(REST, sizes.dashboard)
  await page.evaluateOnNewDocument(keepStill, row)
  const { html, rows } = await promisedBy<{ html: string; rows: number }>(page, driver, path, 'still')
  await writeFile(join(dir, still), html)
  await page.close()
  return rows
}

/** The words of the rows in sight. */
const wordsIn = (page: Page, row: string): Promise<readonly string[]> =>
  page.$$eval(row, (rows) =>
    rows
      .filter((each) => each.getBoundingClientRect().top < innerHeight)
      .map((each) => each.textContent || (each.firstElementChild?.getAttribute('title') ?? '')),
  )

/** What was timed is what was meant: the same rows on both pages, all of them there in the end, and each leads somewhere. */
const assertBoth = async (
  page: Page,
  driver: Driver,
  { path, still, row, rows }: Measured,
): Promise<void> => {
  await promisedBy(page, driver, still, 'usable')
  const limit = await wordsIn(page, row)
  await promisedBy(page, driver, path, 'usable')
  const ours = await wordsIn(page, row)
  if (limit.length === 0 || limit.join('\n') !== ours.slice(0, limit.length).join('\n'))
    throw new Error(`The pages show ${ours.join(', ')} and ${limit.join(', ')}`)
  await page.waitForFunction((each, all) => document.querySelectorAll(each).length === all, {}, row, rows)

  await page.click(pressedIn(row, 1))
  await page.waitForFunction((before) => !location.href.endsWith(before), {}, path)
}

const figureOf = async (driver: Driver, dir: string, measured: Measured, rounds: Rounds): Promise<Figure> => {
  const inSight = await writeStill(driver, dir, measured)
  const page = await driver.open(REST, sizes.dashboard)
  await page.evaluateOnNewDocument(watch, pressedIn(measured.row, inSight))
  const times = await inTurns(
    () => promisedBy<number>(page, driver, measured.path, 'usable'),
    () => promisedBy<number>(page, driver, measured.still, 'usable'),
    rounds,
  )
  await assertBoth(page, driver, measured)
  await page.close()
  return { name: measured.name, unit: 'ms', ...times, budget: 2 }
}

/**
 * The list of clients and the page of one with years of sessions, from the navigation until the rows in sight can be pressed and are
 * painted, against the same rows as an HTML file of the same extension with the same style sheets. `dir`: the extension's folder.
 */
export const clientFigures = async (
  driver: Driver,
  dir: string,
  rounds: Rounds,
): Promise<readonly Figure[]> => {
  const books = await openBooks(driver)
  await driver.stopBackground()
  await inBooks(books, 'fillClients', { clients: CLIENTS, sessions: SESSIONS })
  await books.close()
  const figures: Figure[] = []
  for (const measured of pages) figures.push(await figureOf(driver, dir, measured, rounds))
  return figures
}
