import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { geckoId } from '../../../lib/extension.ts'
import { ensureBrowsers } from '../../browsers.ts'
import { downloadsOf, type Engine, type LaunchOptions } from './driver.ts'

/** Firefox draws a random UUID for each profile; a fixed one lets us know the addresses of the pages. */
const uuid = '6f49b822-fa22-4fb3-ad09-1b1aaa5c11c8'

const preferences = ({ servers }: LaunchOptions, profileDir: string) => ({
  'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: uuid }),
  // The extension is installed for one run of the browser; without these a restart would take its data away.
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
  // The browser's own question cannot be clicked from here; the click that leads to it is ours and is tested.
  'extensions.webextOptionalPermissionPrompts': false,
  'network.proxy.type': 1,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': servers.proxyPort,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': servers.proxyPort,
  'network.proxy.no_proxies_on': '127.0.0.1, localhost',
  'network.stricttransportsecurity.preloadlist': false,
  'security.cert_pinning.enforcement_level': 0,
  'intl.locale.requested': 'en-GB',
  // 2: the folder named here.
  'browser.download.folderList': 2,
  'browser.download.dir': downloadsOf(profileDir),
  'browser.download.useDownloadDir': true,
  // Else the browser's list of downloads opens and has the focus; Esc closes it, but no key from here reaches it.
  'browser.download.alwaysOpenPanel': false,
})

/** Runs an expression with the browser's own rights, which puppeteer has no word for: BiDi's chrome scope. */
type Privileged = (expression: string) => Promise<unknown>

type BidiConnection = {
  send(method: string, params: object): Promise<{ result: Record<string, unknown> }>
}

const privileged = (browser: Browser): Privileged => {
  const { connection } = browser as unknown as { connection: BidiConnection }
  return async (expression) => {
    const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 })
    const contexts = tree.result.contexts as { context: string }[]
    const context = contexts[0]?.context
    if (!context) throw new Error('Firefox has no window to run privileged code in')
    const answer = await connection.send('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
    })
    if (answer.result.type === 'exception')
      throw new Error(`Privileged code failed: ${JSON.stringify(answer.result.exceptionDetails)}`)
    return (answer.result.result as { value?: unknown }).value
  }
}

const extension = `WebExtensionPolicy.getByID(${JSON.stringify(geckoId)})?.extension`

/**
 * BiDi reports nothing about moz-extension pages, but the browser's own console holds their script errors, the background's too
 * (flag 1 marks a warning). What is said with console.error stays in the extension's process. That a page was closed before the background
 * had answered it is no error: whoever closes a window need not wait, and the background goes on.
 */
const readProblems = `JSON.stringify(
  Services.console.getMessageArray()
    .filter((message) => message instanceof Ci.nsIScriptError && !(message.flags & 1))
    .filter((message) => message.sourceName.startsWith('moz-extension://${uuid}'))
    .map((message) => message.errorMessage)
    .filter((words) => !words.startsWith('Promise rejected after context unloaded'))
)`

const start = (options: LaunchOptions, profileDir: string): Promise<Browser> =>
  puppeteer.launch({
    browser: 'firefox',
    executablePath: options.launcher ?? ensureBrowsers().firefox,
    headless: options.headless ?? true,
    acceptInsecureCerts: true,
    defaultViewport: null,
    userDataDir: profileDir,
    // Without it Firefox refuses to drive moz-extension pages.
    args: ['-remote-allow-system-access'],
    extraPrefsFirefox: preferences(options, profileDir),
  })

/**
 * A new tab. Firefox looks for the tab strip of the window on top, and fails while that window is being born or dying, as a prompt
 * window of the extension may be at any moment; a moment later it is there.
 */
const newTab = async (browser: Browser): Promise<Page> => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await browser.newPage()
    } catch (error) {
      if (tries >= 40 || !String(error).includes('getTabBrowser')) throw error
      await new Promise((done) => setTimeout(done, 50))
    }
  }
}

/** Firefox on a profile. Its background is an event page, stopped and looked at with the browser's own rights. */
export const startFirefox = async (
  options: LaunchOptions,
  extensionDir: string,
  profileDir: string,
): Promise<Engine> => {
  const browser = await start(options, profileDir)
  await browser.installExtension(extensionDir)
  const run = privileged(browser)

  return {
    name: 'firefox',
    origin: `moz-extension://${uuid}`,
    problems: async () => JSON.parse(String(await run(readProblems))),
    pages: () => browser.pages(),
    newPage: () => newTab(browser),
    goto: async (page, url) => {
      // 'load' never comes for moz-extension pages.
      await page.goto(url, { waitUntil: 'networkidle0' })
    },
    backgroundRunning: async () => (await run(`${extension}?.backgroundState === 'running'`)) === true,
    stopBackground: async () => {
      await run(`${extension}?.terminateBackground({ ignoreDevToolsAttached: true })`)
    },
    scheme: async (page, value) => {
      await run(
        `Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', ${value === 'dark' ? 0 : 1})`,
      )
      // The preference reaches the pages' own processes a moment later.
      await page.waitForFunction((query) => matchMedia(query).matches, {}, `(prefers-color-scheme: ${value})`)
    },
    quit: () => browser.close(),
  }
}
