import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { minimumVersions } from '../lib/extension.ts'

export type BrowserName = 'chromium' | 'firefox'

/** Where each browser usually is. Bare names are looked up in PATH. */
const places: Record<BrowserName, readonly string[]> = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
  firefox: [
    'firefox-esr',
    'firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
}

const debianPackage: Record<BrowserName, string> = { chromium: 'chromium', firefox: 'firefox-esr' }
const variable: Record<BrowserName, string> = { chromium: 'CHROMIUM_PATH', firefox: 'FIREFOX_PATH' }

const canRun = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const inPath = (name: string): string | null =>
  (process.env.PATH ?? '')
    .split(delimiter)
    // npm puts `node_modules/.bin` first; a package's launcher of the same name is not a browser.
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, name))
    .find(canRun) ?? null

const find = (browser: BrowserName): string | null => {
  const chosen = process.env[variable[browser]]
  if (chosen) return canRun(chosen) ? chosen : null
  for (const place of places[browser]) {
    const path = place.includes('/') || place.includes('\\') ? (canRun(place) ? place : null) : inPath(place)
    if (path) return path
  }
  return null
}

/** The Chromium or Chrome to test with: `CHROMIUM_PATH`, else the usual places; null when there is none. */
export const findChromium = (): string | null => find('chromium')

/** The Firefox to test with: `FIREFOX_PATH`, else the usual places; null when there is none. */
export const findFirefox = (): string | null => find('firefox')

const run = (command: string, args: readonly string[]): string =>
  execFileSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })

const missing = (): BrowserName[] => (['chromium', 'firefox'] as const).filter((name) => !find(name))

const canInstall = (): boolean =>
  process.platform === 'linux' && process.getuid?.() === 0 && inPath('apt-get') !== null

const howToInstall = (names: readonly BrowserName[]): string =>
  [
    `Not found: ${names.join(' and ')}. The end-to-end tests and the demo need both browsers.`,
    `Debian or Ubuntu:  sudo apt-get install ${names.map((name) => debianPackage[name]).join(' ')}`,
    `Elsewhere: install Chrome or Chromium ${minimumVersions.chromium}+ and Firefox ${minimumVersions.firefox}+,`,
    `or say where they are: ${names.map((name) => `${variable[name]}=/path/to/${name}`).join(' ')}`,
  ].join('\n')

/** `Chromium 156.0.8078.79 built on…` -> 156. Windows prints nothing; then the answer is null and nothing is judged. */
const majorVersion = (path: string): number | null => {
  if (process.platform === 'win32') return null
  const text = execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const number = /(\d+)\./.exec(text)?.[1]
  return number === undefined ? null : Number(number)
}

const assertRecent = (name: BrowserName, path: string): void => {
  const major = majorVersion(path)
  const least = Number.parseInt(minimumVersions[name], 10)
  if (major !== null && major < least)
    throw new Error(
      `${path} is version ${major}; Afterward needs ${least} or newer (${variable[name]} can name another).`,
    )
}

/**
 * Both browsers, installed first where that is ours to do: on a Debian-like system as root. Elsewhere a missing or too
 * old browser is an error that says exactly what to install.
 */
export const ensureBrowsers = (): Record<BrowserName, string> => {
  const absent = missing()
  if (absent.length > 0 && canInstall() && !absent.some((name) => process.env[variable[name]])) {
    console.log(`Installing ${absent.map((name) => debianPackage[name]).join(' and ')}…`)
    run('apt-get', ['update', '-qq'])
    run('apt-get', [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      ...absent.map((name) => debianPackage[name]),
    ])
  }
  const chromium = findChromium()
  const firefox = findFirefox()
  if (!chromium || !firefox) throw new Error(howToInstall(missing()))
  assertRecent('chromium', chromium)
  assertRecent('firefox', firefox)
  return { chromium, firefox }
}
