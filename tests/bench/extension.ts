import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import config from '../../wxt.config.ts'
import { buildExtensions, builtExtension } from '../build.ts'

const pages = resolve(import.meta.dirname, 'pages')

/**
 * The production build of the extension in a folder of its own, with the pages of the measurements beside its own under `bench/`:
 * the same origin, database, policy and bundler settings, so that nothing but the pages differs. `remove` takes the folder away.
 */
export const prepareExtension = async ({ rebuild }: { readonly rebuild: boolean }) => {
  if (rebuild) buildExtensions()
  const dir = await mkdtemp(join(tmpdir(), 'afterward-bench-'))
  await cp(builtExtension('chromium'), dir, { recursive: true })
  const shared = await config.vite?.({
    mode: 'production',
    command: 'build',
    browser: 'chrome',
    manifestVersion: 3,
  })
  await build({
    ...shared,
    configFile: false,
    root: pages,
    base: '/bench/',
    publicDir: false,
    logLevel: 'warn',
    build: {
      ...shared?.build,
      outDir: join(dir, 'bench'),
      emptyOutDir: true,
      rolldownOptions: { input: ['books.html', 'empty.html'].map((page) => join(pages, page)) },
    },
  })
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) }
}
