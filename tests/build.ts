import { execSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import type { BrowserName } from './browsers.ts'
import { TEST_CLIENT as GOOGLE } from './emulator/google/accounts.ts'
import { TEST_CLIENT as MICROSOFT } from './emulator/outlook/accounts.ts'

const root = resolve(import.meta.dirname, '..')
/** Apart from a release's folder; named by the environment where two runs must not meet. */
export const outDir = process.env.AFTERWARD_OUT_DIR ?? '.output/e2e'

/** The folder of the extension that the checks and the demo run: what `npm run build` makes, for the OAuth clients that the emulator knows. */
export const builtExtension = (browser: BrowserName): string =>
  resolve(root, outDir, browser === 'chromium' ? 'chrome-mv3' : 'firefox-mv3')

/**
 * Builds both browsers' extensions for the checks, in production mode like any release; what the builder says is shown, or with 'pipe'
 * kept for the error. Throws when a build fails.
 */
export const buildExtensions = (output: 'inherit' | 'pipe' = 'inherit'): void => {
  // A build that fails must not leave the one before it to be tested.
  rmSync(resolve(root, outDir), { recursive: true, force: true })
  execSync('npm run --silent build', {
    cwd: root,
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      WXT_GOOGLE_CLIENT_ID: GOOGLE.clientId,
      WXT_MICROSOFT_CLIENT_ID: MICROSOFT.clientId,
      AFTERWARD_OUT_DIR: outDir,
    },
  })
}

if (import.meta.main) {
  try {
    buildExtensions()
  } catch {
    // WXT has said what is wrong; our own stack would only bury it.
    process.exitCode = 1
  }
}
