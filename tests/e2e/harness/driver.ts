import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import type { BrowserName } from '../../browsers.ts'

/** Size of what a page can paint, in CSS pixels. */
export type Size = { readonly width: number; readonly height: number }

/** The sizes of UI.md, for tests and pictures. */
export const sizes = {
  prompt: { width: 420, height: 600 },
  narrow: { width: 320, height: 600 },
  popup: { width: 380, height: 600 },
  dashboard: { width: 1280, height: 800 },
} as const satisfies Record<string, Size>

export type LaunchOptions = {
  /** The emulator's TLS port, and the CONNECT proxy before it (Firefox cannot map hosts by itself). */
  readonly servers: { readonly tlsPort: number; readonly proxyPort: number }
  /** Real host names that lead to the emulator; every other name leads nowhere. */
  readonly hosts: readonly string[]
  /** The unpacked production build; by default the one `tests/build.ts` made. */
  readonly extensionDir?: string
  /** What starts the browser; by default its own program. */
  readonly launcher?: string | undefined
  /** True unless said otherwise; the demo shows its browser. */
  readonly headless?: boolean
  /** A profile to keep; by default a temporary one, removed by `close()`. */
  readonly profileDir?: string
}

/** One browser with the extension in it, and the few things tests and the demo do to a browser. */
export type Driver = {
  readonly name: BrowserName
  /** `chrome-extension://…` or `moz-extension://…`, no slash at the end. */
  readonly origin: string
  /** The folder into which the browser puts what a page saves as a file, without asking. */
  readonly downloads: string
  /** What went wrong in the extension so far: uncaught errors, blocked loads, and in Chromium console errors. */
  problems(): Promise<readonly string[]>
  /** Opens an extension page such as `prompt.html?session=…` or `dashboard.html#/past` in a tab of its own. */
  open(path: string, size?: Size): Promise<Page>
  /** Opens any other address (mapped hosts only lead somewhere). */
  visit(url: string): Promise<Page>
  /** Every open page with its address. Use this, not `page.url()`: Firefox hides extension addresses there. */
  windows(): Promise<readonly { readonly page: Page; readonly url: string }[]>
  /** The first page whose address fits, as soon as there is one: a prompt or sign-in window that opened by itself. */
  waitForPage(fits: (url: string, page: Page) => boolean, timeoutMs?: number): Promise<Page>
  /** Ends the background as the browser does after half a minute of idleness. Fine when it is not running. */
  stopBackground(): Promise<void>
  backgroundRunning(): Promise<boolean>
  /** Emulates a colour scheme (Firefox: for all pages at once). */
  scheme(page: Page, scheme: 'light' | 'dark'): Promise<void>
  resize(page: Page, size: Size): Promise<void>
  /** A picture in `.artifacts/screens/<browser>/<name>.png`; answers its path. */
  screenshot(page: Page, name: string): Promise<string>
  /** Quits and starts again on the same profile. Pages of before are gone. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** Beside the profile, so that it goes with it. */
export const downloadsOf = (profileDir: string): string => join(profileDir, 'downloads')

/** What differs between the browsers; the rest is `browser.ts`. */
export type Engine = Pick<
  Driver,
  'name' | 'origin' | 'problems' | 'stopBackground' | 'backgroundRunning' | 'scheme'
> & {
  pages(): Promise<Page[]>
  newPage(): Promise<Page>
  goto(page: Page, url: string): Promise<void>
  /** Quits; the profile stays. */
  quit(): Promise<void>
}
