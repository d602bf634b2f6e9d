import { existsSync } from 'node:fs'
import { ensureBrowsers } from '../../browsers.ts'
import { builtExtension } from '../../build.ts'

/** Before any end-to-end file: both browsers are there, and so is something to run in them. */
export const setup = (): void => {
  ensureBrowsers()
  for (const name of ['chromium', 'firefox'] as const)
    if (!existsSync(builtExtension(name)))
      throw new Error(`No built extension for ${name}. Run "npm run test:e2e", which builds it first.`)
}
