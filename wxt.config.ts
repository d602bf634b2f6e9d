import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineConfig } from 'wxt'
import { chromiumKey, geckoId, minimumVersions } from './lib/extension.ts'
import { type Bundled, NOTICE, noticeOf } from './lib/licenses.ts'

/**
 * What an extension page may load and reach. Google's and Microsoft's hosts answer browsers with CORS headers, so this list is what
 * really bounds where data can go; host access (below) only spares the preflights (API 0.3).
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' https://www.googleapis.com https://oauth2.googleapis.com https://graph.microsoft.com https://login.microsoftonline.com",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** What is in the extension, as the bundler tells it: each step of a build leaves its own list, and none of them ships. */
const LIST = /^licenses-.*\.json$/

/** What is too small to be a file of its own: the parts of the prompt that other pages show too, and what these read. */
const PARTS =
  /\/(components|components\/prompt|entrypoints\/prompt)\/[\w-]+\.tsx?$|\/queries\/(attention|consent)\.ts$/

const readJson = async (path: string) => JSON.parse(await readFile(path, 'utf8'))

/** Where the source of a package is, by its own word. */
const repositoryOf = async (name: string): Promise<string> => {
  const { repository } = await readJson(join(import.meta.dirname, 'node_modules', name, 'package.json'))
  return typeof repository === 'string' ? repository : repository.url
}

export default defineConfig({
  // WXT would build Firefox as MV2 otherwise (API 0.6).
  manifestVersion: 3,
  // The checks build into a folder of their own, so that a build with their client id is never taken for a release.
  outDir: process.env.AFTERWARD_OUT_DIR ?? '.output',
  imports: false,
  manifest: ({ browser, command }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    action: { default_title: '__MSG_extensionName__' },
    permissions: ['alarms', 'identity', 'idle', 'storage', 'unlimitedStorage'],
    optional_permissions: ['notifications'],
    optional_host_permissions: ['https://www.googleapis.com/*', 'https://graph.microsoft.com/*'],
    incognito: 'not_allowed',
    // The development server needs its own origin, which WXT adds to its own default policy.
    ...(command === 'build' ? { content_security_policy: { extension_pages: pagePolicy } } : {}),
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: geckoId,
              strict_min_version: minimumVersions.firefox,
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          // What an organisation can set; Firefox wants no schema for that.
          storage: { managed_schema: 'managed.schema.json' },
          key: chromiumKey,
          minimum_chrome_version: minimumVersions.chromium,
        }),
  }),
  vite: () => ({
    build: {
      sourcemap: false,
      target: [`chrome${minimumVersions.chromium}`, `firefox${minimumVersions.firefox}`],
      // Both browsers preload modules by themselves.
      modulePreload: { polyfill: false },
      rolldownOptions: {
        output: {
          // Each file that a page waits for costs it a few milliseconds: what three of them share comes as one, with all that it needs, so that
          // no two files need each other and every constant is there before it is used.
          codeSplitting: {
            groups: [
              { name: 'shared', minShareCount: 3 },
              { name: 'parts', minShareCount: 2, test: PARTS },
            ],
          },
        },
      },
    },
    resolve: {
      alias: [
        // The same files as modules: what is not used of them is left out. Node can only load the others.
        {
          find: /^@microsoft\/microsoft-graph-client\/lib\/src/,
          replacement: '@microsoft/microsoft-graph-client/lib/es/src',
        },
      ],
    },
  }),
  hooks: {
    'vite:build:extendConfig': ([first], config) => {
      config.build = { ...config.build, license: { fileName: `licenses-${first?.name}.json` } }
    },
    'build:done': async ({ config: { outDir } }, { steps, publicAssets }) => {
      const bundled: Bundled[] = []
      for (const step of steps) {
        for (const { fileName } of step.chunks.filter((each) => LIST.test(each.fileName))) {
          bundled.push(...(await readJson(join(outDir, fileName))))
          await rm(join(outDir, fileName))
        }
        step.chunks = step.chunks.filter(({ fileName }) => !LIST.test(fileName))
      }
      const names = [...new Set(bundled.map(({ name }) => name))]
      const repositories = new Map(
        await Promise.all(names.map(async (name) => [name, await repositoryOf(name)] as const)),
      )
      await writeFile(
        join(outDir, NOTICE),
        noticeOf(bundled, (name) => repositories.get(name) ?? ''),
      )
      publicAssets.push({ type: 'asset', fileName: NOTICE })
    },
  },
})
