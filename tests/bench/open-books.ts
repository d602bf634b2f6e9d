import type { Page } from 'puppeteer-core'
import type { Driver } from '../e2e/harness/browser.ts'
import type { Bench } from './pages/books.ts'

/** Opens the page that works on the books, alone: a welcome page beside it would run its own queries. */
export const openBooks = async (driver: Driver): Promise<Page> => {
  const books = await driver.open('bench/books.html')
  for (const { page } of await driver.windows()) if (page !== books) await page.close()
  return books
}

/** Calls one of the page's functions. */
export const inBooks = <Name extends keyof Bench>(
  page: Page,
  name: Name,
  ...args: Parameters<Bench[Name]>
): Promise<Awaited<ReturnType<Bench[Name]>>> =>
  page.evaluate(
    (called, given) =>
      (globalThis as unknown as { bench: Record<string, (...args: unknown[]) => Promise<never>> }).bench[
        called
      ]?.(...given) as Promise<never>,
    name,
    args,
  )
