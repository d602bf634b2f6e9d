import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { BrowserName } from '../browsers.ts'
import { buildExtensions, builtExtension } from '../build.ts'

const root = resolve(import.meta.dirname, '../..')

/** What a build is made of. */
const sources = ['entrypoints', 'components', 'lib', 'public', 'wxt.config.ts', 'package-lock.json']

const newest = (path: string): number =>
  statSync(path).isDirectory()
    ? Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
    : statSync(path).mtimeMs

/** Builds the extension unless what lies there is newer than everything that it is made of. */
export const ensureBuilt = (browser: BrowserName): void => {
  const manifest = join(builtExtension(browser), 'manifest.json')
  const isFresh =
    existsSync(manifest) && newest(manifest) > Math.max(...sources.map((path) => newest(join(root, path))))
  if (isFresh) return
  console.log('Building the extension…')
  buildExtensions('pipe')
}
