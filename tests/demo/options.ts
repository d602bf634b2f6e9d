import type { BrowserName } from '../browsers.ts'

/** How the demo was asked for on the command line. */
export type DemoOptions = {
  readonly browser: BrowserName
  /** With the calendar that Afterward keeps itself, and no account. */
  readonly practice: boolean
  /** Does everything by itself and takes pictures; otherwise a person does it. */
  readonly headless: boolean
}

const flags = ['--firefox', '--practice', '--headless'] as const

export const usage = `npm run demo -- [${flags.join('] [')}]`

const hasDisplay = (): boolean =>
  process.platform === 'win32' ||
  process.platform === 'darwin' ||
  Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** Reads the command line; throws with the usage when it says something else. */
export const demoOptions = (args: readonly string[]): DemoOptions => {
  const unknown = args.find((arg) => !(flags as readonly string[]).includes(arg))
  if (unknown !== undefined) throw new Error(`Unknown: ${unknown}\nUsage: ${usage}`)
  return {
    browser: args.includes('--firefox') ? 'firefox' : 'chromium',
    practice: args.includes('--practice'),
    headless: args.includes('--headless') || !hasDisplay(),
  }
}
