import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromiumId, geckoId } from '../../../lib/extension.ts'
import { type BrowserName, ensureBrowsers } from '../../browsers.ts'

/**
 * An organisation that manages the browser, as its administrator does it: by a file of policies. The browsers look for that file in a
 * folder of the machine; here one of our own is mounted over it, for the one browser that `launcher` starts and for nothing else.
 */
export type Organisation = {
  /** Starts the browser under this organisation, instead of the browser's own program. */
  readonly launcher: string
  /** Sets the policy of Afterward, or none. Chromium follows at once, Firefox at its next start. */
  set(policy: unknown): Promise<void>
  /** Takes the folder away. */
  dissolve(): Promise<void>
}

/** The folder of the machine that is covered, and the file below it with what it says. */
const places = {
  chromium: {
    covered: async () => '/etc/chromium',
    file: 'policies/managed/afterward.json',
    words: (policy: unknown) => ({ '3rdparty': { extensions: { [chromiumId]: { policy } } } }),
  },
  firefox: {
    covered: async (program: string) => join(dirname(await realpath(program)), 'distribution'),
    file: 'policies.json',
    words: (policy: unknown) => ({ policies: { '3rdparty': { Extensions: { [geckoId]: { policy } } } } }),
  },
} as const

export const createOrganisation = async (browser: BrowserName): Promise<Organisation> => {
  const program = ensureBrowsers()[browser]
  const { covered, file, words } = places[browser]
  const folder = await mkdtemp(join(tmpdir(), 'afterward-organisation-'))
  const path = join(folder, 'machine', file)
  const launcher = join(folder, 'browser')
  await mkdir(dirname(path), { recursive: true })
  const target = await realpath(await covered(program))
  const asRoot = process.getuid?.() === 0 ? '' : '--user --map-root-user'
  await writeFile(
    launcher,
    [
      '#!/bin/sh',
      `exec unshare ${asRoot} --mount sh -c 'mount --bind "$1" "$2" && shift 2 && exec "$@"' sh \\`,
      `  ${JSON.stringify(join(folder, 'machine'))} ${JSON.stringify(target)} ${JSON.stringify(program)} "$@"`,
      '',
    ].join('\n'),
  )
  await chmod(launcher, 0o755)
  return {
    launcher,
    set: (policy) =>
      policy === undefined ? rm(path, { force: true }) : writeFile(path, JSON.stringify(words(policy))),
    dissolve: () => rm(folder, { recursive: true, force: true }),
  }
}
