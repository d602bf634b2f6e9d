import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { builtExtension } from '../build.ts'

/** The files of a build's pages, each with those that it is run after. */
const chunksOf = (folder: string): ReadonlyMap<string, readonly string[]> => {
  const chunks = join(folder, 'chunks')
  if (!existsSync(chunks)) throw new Error('Nothing was built. Run "npm run test:e2e" or "npm test" first.')
  return new Map(
    readdirSync(chunks).map((file) => {
      const text = readFileSync(join(chunks, file), 'utf8')
      const imports = text.matchAll(/(?:\bfrom|\bimport) ?["'`]\.\/([^"'`]+)["'`]/g)
      return [file, [...imports].flatMap(([, name]) => name ?? [])]
    }),
  )
}

/** The files that stand in a circle of imports: whichever of them runs first finds the constants of the others undefined. */
const circling = (chunks: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  const left = new Map(chunks)
  for (let before = left.size + 1; left.size < before; ) {
    before = left.size
    for (const [file, needs] of left) if (!needs.some((need) => left.has(need))) left.delete(file)
  }
  return [...left.keys()]
}

it.each(['chromium', 'firefox'] as const)('no two files of the build for %s need each other', (browser) => {
  const chunks = chunksOf(builtExtension(browser))
  expect([...chunks.values()].flat()).not.toEqual([])
  expect(circling(chunks)).toEqual([])
})
