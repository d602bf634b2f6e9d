import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chromiumId, chromiumKey, geckoId, redirectUrls } from '../../lib/extension.ts'
import { builtExtension } from '../build.ts'

const read = (folder: string, file: string) => {
  const path = join(folder, file)
  if (!existsSync(path)) throw new Error(`No ${file} was built. Run "npm run test:e2e" or "npm test" first.`)
  return JSON.parse(readFileSync(path, 'utf8'))
}

describe.each(['chromium', 'firefox'] as const)('the built manifest for %s', (browser) => {
  const folder = builtExtension(browser)
  const manifest = () => read(folder, 'manifest.json')

  it('asks for no more than this', () => {
    expect(manifest().permissions.toSorted()).toEqual([
      'alarms',
      'identity',
      'idle',
      'storage',
      'unlimitedStorage',
    ])
    expect(manifest().optional_permissions).toEqual(['notifications'])
    expect(manifest().optional_host_permissions).toEqual([
      'https://www.googleapis.com/*',
      'https://graph.microsoft.com/*',
    ])
    expect(manifest().host_permissions).toBeUndefined()
  })

  it('declares no content script and opens nothing to pages', () => {
    expect(manifest().content_scripts).toBeUndefined()
    expect(manifest().web_accessible_resources).toBeUndefined()
    expect(manifest().externally_connectable).toBeUndefined()
  })

  it('stays out of private windows', () => {
    expect(manifest().incognito).toBe('not_allowed')
  })

  it('lets pages run no code but ours and reach no host but the calendar', () => {
    const policy: string = manifest().content_security_policy.extension_pages
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toMatch(/unsafe|\*|http:/)
    expect(policy.match(/https:\/\/[\w.]+/g)).toEqual([
      'https://www.googleapis.com',
      'https://oauth2.googleapis.com',
      'https://graph.microsoft.com',
      'https://login.microsoftonline.com',
    ])
  })

  it('is Manifest V3, named in every language of the catalogue', () => {
    expect(manifest().manifest_version).toBe(3)
    for (const locale of ['en', 'es']) {
      const catalogue = read(folder, `_locales/${locale}/messages.json`)
      for (const field of [manifest().name, manifest().description, manifest().action.default_title]) {
        const key = /^__MSG_(\w+)__$/.exec(field)?.[1]
        // The name is the same word everywhere, so a page's own title may stand for it.
        if (key === undefined) expect(field).toBe('Afterward')
        else expect(catalogue[key]?.message).toBeTruthy()
      }
    }
  })

  it('says what an organisation can set, where the browser wants to know', () => {
    const schema = manifest().storage?.managed_schema
    if (browser === 'firefox') expect(schema).toBeUndefined()
    else expect(Object.keys(read(folder, schema).properties)).toEqual(['policy'])
  })

  it('carries every icon', () => {
    expect(Object.keys(manifest().icons)).toEqual(['16', '32', '48', '96', '128'])
    for (const icon of Object.values<string>(manifest().icons))
      expect(existsSync(join(folder, icon))).toBe(true)
  })
})

describe('the ids that sign-in depends on', () => {
  it('Chromium: the pinned key gives the pinned id', () => {
    const digest = createHash('sha256').update(Buffer.from(chromiumKey, 'base64')).digest('hex').slice(0, 32)
    const letters = [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    expect(letters.join('')).toBe(chromiumId)
    expect(read(builtExtension('chromium'), 'manifest.json').key).toBe(chromiumKey)
  })

  it('Firefox: the redirect derives from the pinned id', () => {
    expect(redirectUrls.firefox).toContain(createHash('sha1').update(geckoId).digest('hex'))
    expect(read(builtExtension('firefox'), 'manifest.json').browser_specific_settings.gecko.id).toBe(geckoId)
  })
})
