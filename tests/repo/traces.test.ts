import { describe, expect, it } from 'vitest'
import { projectFiles, textOf } from './files.ts'

/** A folder of somebody's machine, or the host of a package registry: neither belongs into the project. */
const trace = new RegExp(
  [
    String.raw`(?<![\w.:/-])/(?:root|work|home/\w+|Users/\w+)/`,
    String.raw`registry\.(?:npmjs|yarnpkg)`,
    String.raw`npmjs\.org/`,
    String.raw`deb\.debian\.org`,
  ].join('|'),
)

const tracesIn = (path: string, text: string): string[] =>
  text.split('\n').flatMap((line, index) => (trace.test(line) ? [`${path}:${index + 1}`] : []))

describe('the files of the project', () => {
  it('name no folder of a machine and no registry', () => {
    const texts = projectFiles(/\.(tsx?|jsx?|json|md|ya?ml|css|html|svg)$|^\.ci\/|^\.npmrc$/).filter(
      (path) => path !== 'tests/repo/traces.test.ts',
    )
    expect(texts.flatMap((path) => tracesIn(path, textOf(path)))).toEqual([])
  })

  it.each([
    // Put together here, so that this file holds no trace itself.
    `"resolved": "https://${['registry', 'npmjs', 'org'].join('.')}/wxt"`,
    "open('/home/dana/notes')",
    `cd ${['', 'work', 'main'].join('/')}`,
  ])('the check sees %s', (line) => {
    expect(tracesIn('x.md', line)).toEqual(['x.md:1'])
  })

  it('the check leaves addresses alone', () => {
    expect(tracesIn('x.md', 'https://example.com/home/dana/ and ./work/ and tests/work/a')).toEqual([])
  })
})
