import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { noticeOf } from '../../modules/licenses.ts'
import manifest from '../../package.json' with { type: 'json' }
import { builtExtension } from '../build.ts'

const bundled = (name: string, version: string, text = `Text of ${name}`) => ({
  name,
  version,
  identifier: 'MIT',
  text,
})

describe.each(['chromium', 'firefox'] as const)(
  'the licenses that come with the extension for %s',
  (browser) => {
    const notice = () => {
      const path = join(builtExtension(browser), 'third-party-licenses.txt')
      if (!existsSync(path)) throw new Error('Not built. Run "npm run test:e2e" or "npm test" first.')
      return readFileSync(path, 'utf8')
    }

    it.each(Object.entries(manifest.dependencies))(
      'name %s with its version, license and source',
      (name, version) => {
        expect(notice()).toContain(`\n${name} ${version}\n`)
        expect(notice()).toContain(`\nSource: https://www.npmjs.com/package/${name}/v/${version}\n`)
      },
    )

    it('say what each package wants said: the license itself where it is one of conditions', () => {
      expect(notice()).toMatch(/ical\.js [\d.]+\nLicense: MPL-2\.0\n/)
      expect(notice()).toContain('Mozilla Public License Version 2.0')
      expect(notice()).toContain('Copyright (c) 2015-present Jason Miller')
      expect(notice()).not.toContain('see below')
    })
  },
)

it('a package that several parts of the extension hold is named once, in order, also without a text of its own', () => {
  const { text: _, ...bare } = bundled('bare', '1.0.0')
  const notice = noticeOf([bundled('zod', '4.0.0'), bare, bundled('zod', '4.0.0'), bundled('zod', '3.0.0')])
  expect(notice.match(/^\S+ \d\.0\.0$/gm)).toEqual(['bare 1.0.0', 'zod 3.0.0', 'zod 4.0.0'])
  expect(notice.match(/^Text of zod$/gm)).toHaveLength(2)
})
