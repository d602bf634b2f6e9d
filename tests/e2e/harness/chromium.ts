import puppeteer, { type Browser, type Target, WebWorkerEvent } from 'puppeteer-core'
import { chromiumId } from '../../../lib/extension.ts'
import { ensureBrowsers } from '../../browsers.ts'
import { downloadsOf, type Engine, type LaunchOptions } from './driver.ts'

const origin = `chrome-extension://${chromiumId}`

const isBackground = (target: Target): boolean =>
  target.type() === 'service_worker' && target.url().startsWith(`${origin}/`)

/** Every mapped name leads to the emulator, every other one nowhere: a test that reaches out fails. */
const hostRules = ({ hosts, servers }: LaunchOptions): string =>
  [
    ...hosts.map((host) => `MAP ${host}:443 127.0.0.1:${servers.tlsPort}`),
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
    'EXCLUDE localhost',
  ].join(',')

const start = (options: LaunchOptions, extensionDir: string, profileDir: string): Promise<Browser> =>
  puppeteer.launch({
    executablePath: options.launcher ?? ensureBrowsers().chromium,
    headless: options.headless ?? true,
    pipe: true,
    defaultViewport: null,
    userDataDir: profileDir,
    enableExtensions: [extensionDir],
    downloadBehavior: { policy: 'allow', downloadPath: downloadsOf(profileDir) },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--lang=en-GB',
      '--ignore-certificate-errors',
      `--host-resolver-rules=${hostRules(options)}`,
    ],
  })

/** Listens to every page and worker of the extension, from now on. */
const collectProblems = (browser: Browser): string[] => {
  const problems: string[] = []
  const add = (text: string) => problems.push(text)
  const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
  const listen = async (target: Target): Promise<void> => {
    if (isBackground(target)) {
      const worker = await target.worker()
      // Puppeteer's own error event stays silent for service workers.
      worker?.client.on('Runtime.exceptionThrown', ({ exceptionDetails: { exception, text } }) =>
        add(exception?.description ?? text),
      )
      worker?.on(WebWorkerEvent.Console, (message) => message.type() === 'error' && add(message.text()))
      return
    }
    if (target.type() !== 'page') return
    const page = await target.page()
    const isOurs = () => page?.url().startsWith(origin)
    page?.on('pageerror', (error) => isOurs() && add(textOf(error)))
    page?.on('console', (message) => message.type() === 'error' && isOurs() && add(message.text()))
  }
  // A target may be gone before it can be listened to: a sign-in window that closes at once.
  const tryToListen = (target: Target): void => void listen(target).catch(() => undefined)
  for (const target of browser.targets()) tryToListen(target)
  browser.on('targetcreated', tryToListen)
  return problems
}

/** Chromium on a profile. The service worker counts as running while it has a target. */
export const startChromium = async (
  options: LaunchOptions,
  extensionDir: string,
  profileDir: string,
): Promise<Engine> => {
  const browser = await start(options, extensionDir, profileDir)
  await browser.waitForTarget(isBackground, { timeout: 20_000 })
  const problems = collectProblems(browser)
  const background = () => browser.targets().find(isBackground)

  return {
    name: 'chromium',
    origin,
    problems: async () => problems,
    pages: () => browser.pages(),
    newPage: () => browser.newPage(),
    goto: async (page, url) => {
      await page.goto(url, { waitUntil: 'load' })
    },
    backgroundRunning: async () => background() !== undefined,
    stopBackground: async () => {
      const target = background()
      if (!target) return
      const worker = await target.worker()
      await worker?.close()
      while (background() === target) await new Promise((done) => setTimeout(done, 20))
    },
    scheme: (page, value) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]),
    quit: () => browser.close(),
  }
}
