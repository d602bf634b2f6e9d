import { describe, expect, it } from 'vitest'
import { projectFiles, textOf, withoutComments } from './files.ts'

/** What core never does (DESIGN 3): wait, read a clock, draw a number, know a browser. */
const impure =
  /\b(await|async|Promise)\b|\bDate\b|\bMath\.random\b|\bTemporal\.Now\b|\b(crypto|performance|chrome|browser|window|document)\./

const withoutStrings = (source: string): string => source.replaceAll(/'[^'\n]*'|"[^"\n]*"/g, "''")

const impurities = (path: string, source: string): string[] =>
  withoutStrings(withoutComments(source))
    .split('\n')
    .flatMap((line, index) => {
      const found = impure.exec(line)
      return found ? [`${path}:${index + 1} ${found[0]}`] : []
    })

describe('core is pure', () => {
  const files = projectFiles(/^lib\/core\/.*\.ts$/)

  it('neither waits nor reads a clock, a random number or a browser', () => {
    expect(files.length).toBeGreaterThan(10)
    expect(files.flatMap((path) => impurities(path, textOf(path)))).toEqual([])
  })

  it.each(['const now = Date.now()', 'await pull()', 'Temporal.Now.instant()', 'chrome.alarms.create()'])(
    'the check objects to %s',
    (source) => {
      expect(impurities('lib/core/x.ts', source)).toHaveLength(1)
    },
  )

  it('the check reads past comments and texts', () => {
    expect(impurities('lib/core/x.ts', "// no await here\nconst text = 'the Date of it'")).toEqual([])
  })
})
