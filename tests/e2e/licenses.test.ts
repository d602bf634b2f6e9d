import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { builtExtension } from '../build.ts'

describe.each(['chromium', 'firefox'] as const)(
  'the licenses that come with the extension for %s',
  (browser) => {
    const notice = () => readFileSync(join(builtExtension(browser), 'third-party-licenses.txt'), 'utf8')

    it.each(Object.entries(manifest.dependencies))(
      'name %s with its version, license and source',
      (name, version) => {
        const [license, source] = notice().split(`\n${name} ${version}\n`)[1]?.split('\n') ?? []
        expect(license).toMatch(/^License: [A-Z]/)
        expect(source).toMatch(/^Source: https:\/\/[^ ]+$/)
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
