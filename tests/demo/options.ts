import type { BrowserName } from '../browsers.ts'
import type { calendars } from './calendars.ts'

/** How the demo was asked for on the command line. */
export type DemoOptions = {
  readonly browser: BrowserName
  /** Where the coach lives. */
  readonly calendar: keyof typeof calendars
  /** Does everything by itself and takes pictures; otherwise a person does it. */
  readonly headless: boolean
}

const flags = ['--firefox', '--outlook', '--practice', '--headless', '--help'] as const

/** What `--help` prints, and what is said of anything else. */
export const usage = `npm run demo -- [--firefox] [--outlook | --practice] [--headless]

  --firefox    in Firefox; in Chromium without it
  --outlook    on an Outlook calendar; on a Google calendar without it
  --practice   on the calendar that Afterward keeps itself, without an account
  --headless   does everything by itself and leaves pictures of every step; so it does where there is no display`

const hasDisplay = (): boolean =>
  process.platform === 'win32' ||
  process.platform === 'darwin' ||
  Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** Reads the command line; null when it only asks what there is. Throws with the usage when it says something else. */
export const demoOptions = (args: readonly string[]): DemoOptions | null => {
  const unknown = args.find((arg) => !(flags as readonly string[]).includes(arg))
  if (unknown !== undefined) throw new Error(`Unknown: ${unknown}\nUsage: ${usage}`)
  if (args.includes('--help')) return null
  const asked = (['outlook', 'practice'] as const).filter((name) => args.includes(`--${name}`))
  if (asked.length > 1) throw new Error(`One calendar at a time.\nUsage: ${usage}`)
  return {
    browser: args.includes('--firefox') ? 'firefox' : 'chromium',
    calendar: asked[0] ?? 'google',
    headless: args.includes('--headless') || !hasDisplay(),
  }
}
