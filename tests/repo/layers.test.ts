import { describe, expect, it } from 'vitest'
import { projectFiles, textOf } from './files.ts'
import { cycles, forbiddenImports, type Imports, importsOf } from './layers.ts'

const sources = projectFiles(/^(lib|components|entrypoints)\/.*\.tsx?$/)
const imports: Imports = new Map(
  sources.map((path) => [path, importsOf(path, textOf(path)).filter((target) => /\.tsx?$/.test(target))]),
)

describe('the rooms of the house', () => {
  it('have sources that import one another', () => {
    expect(sources.length).toBeGreaterThan(20)
    expect([...imports.values()].flat().length).toBeGreaterThan(20)
  })

  it('import only along the arrows', () => {
    expect(forbiddenImports(imports)).toEqual([])
  })

  it('have no import cycle', () => {
    expect(cycles(imports)).toEqual([])
  })
})

describe('the check of the rooms', () => {
  const read = (path: string, source: string): Imports => new Map([[path, importsOf(path, source)]])

  it.each([
    ['lib/core/policy.ts', "import { pull } from '../flow/pull.ts'"],
    ['lib/core/policy.ts', "import type { Store } from '../ports.ts'"],
    ['lib/flow/pull.ts', "const client = await import('../calendars/google/client.ts')"],
    ['lib/flow/pull.ts', "export {\n  openDatabase,\n} from '../store/db.ts'"],
    ['lib/store/store.ts', "import '../browser/alarms.ts'"],
    ['components/card.tsx', "import { useLive } from '../lib/store/queries/live.ts'"],
    ['entrypoints/popup/main.tsx', "import { answer } from '../../lib/flow/answer.ts'"],
    ['entrypoints/popup/main.tsx', "import { wire } from '../background/wiring.ts'"],
    ['entrypoints/background/handlers.ts', "import { openDatabase } from '../../lib/store/db.ts'"],
    [
      'entrypoints/google-calendar.content/index.ts',
      "import { past } from '../../lib/store/queries/past.ts'",
    ],
    ['lib/core/policy.ts', "import { helper } from '../helper.ts'"],
  ])('objects to %s with %s', (path, source) => {
    expect(forbiddenImports(read(path, source))).toHaveLength(1)
  })

  it.each([
    ['entrypoints/background/wiring.ts', "import { openDatabase } from '../../lib/store/db.ts'"],
    ['entrypoints/popup/main.tsx', "import { past } from '../../lib/store/queries/past.ts'"],
    ['components/card.tsx', "import { text } from '../lib/browser/i18n.ts'"],
    ['lib/core/policy.ts', "// import { pull } from '../flow/pull.ts'\nimport { ok } from './result.ts'"],
  ])('agrees with %s and %s', (path, source) => {
    expect(forbiddenImports(read(path, source))).toEqual([])
  })

  it('sees a cycle through three files', () => {
    const ring: Imports = new Map([
      ['a.ts', ['b.ts']],
      ['b.ts', ['c.ts']],
      ['c.ts', ['a.ts']],
      ['d.ts', ['a.ts']],
    ])
    expect(cycles(ring)).toEqual(['a.ts -> b.ts -> c.ts -> a.ts'])
  })
})
