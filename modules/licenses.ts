import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineWxtModule } from 'wxt/modules'

/** A package of which something is in the extension, as Vite tells of it. */
type Bundled = {
  readonly name: string
  readonly version: string
  /** SPDX, from its `package.json`. */
  readonly identifier?: string
  /** Its licence file, where it brings one. */
  readonly text?: string
}

const NOTICE = 'third-party-licenses.txt'
/** Each step of a build leaves its own list; none of them ships. */
const LIST = /^licenses-.*\.json$/

const RULE = '-'.repeat(80)

/** The notice that ships: every package once, with its licence and the place where its source is (MPL-2.0, 3.2). */
export const noticeOf = (bundled: readonly Bundled[]): string => {
  const byName = new Map(bundled.map((each) => [`${each.name} ${each.version}`, each]))
  const entries = [...byName].toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  return [
    'Afterward includes software by others, under their licenses:',
    ...entries.map(([title, { name, version, identifier, text }]) =>
      [
        RULE,
        `${title}\nLicense: ${identifier ?? 'see below'}\nSource: https://www.npmjs.com/package/${name}/v/${version}`,
        ...(text ? [text] : []),
      ].join('\n\n'),
    ),
    '',
  ].join('\n\n')
}

/** Writes the licences of what is really in the extension into it, from what the bundler took. */
export default defineWxtModule({
  setup(wxt) {
    if (wxt.config.command !== 'build') return
    let steps = 0
    wxt.hook('vite:build:extendConfig', (_entrypoints, config) => {
      steps += 1
      config.build = { ...config.build, license: { fileName: `licenses-${steps}.json` } }
    })
    wxt.hook('build:done', async (_wxt, { steps: built, publicAssets }) => {
      const bundled: Bundled[] = []
      for (const step of built) {
        for (const { fileName } of step.chunks.filter((each) => LIST.test(each.fileName))) {
          const list = join(wxt.config.outDir, fileName)
          bundled.push(...JSON.parse(await readFile(list, 'utf8')))
          await rm(list)
        }
        step.chunks = step.chunks.filter(({ fileName }) => !LIST.test(fileName))
      }
      await writeFile(join(wxt.config.outDir, NOTICE), noticeOf(bundled))
      publicAssets.push({ type: 'asset', fileName: NOTICE })
    })
  },
})
