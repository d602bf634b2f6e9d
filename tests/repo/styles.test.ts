import { expect, it } from 'vitest'
import { projectFiles, textOf } from './files.ts'

/** The classes that a stylesheet gives their look, by itself and outside any media query (formatted: at the start of a line). */
const owned = (path: string): readonly string[] =>
  [...textOf(path).matchAll(/^(\.[\w-]+)(?:,| \{)$/gm)].flatMap(([, name]) => name ?? [])

it('a class has its look from one stylesheet: pages load several, and two would mix', () => {
  const files = projectFiles(/^components\/.*\.css$/)
  const owners = Map.groupBy(
    files.flatMap((path) => [...new Set(owned(path))].map((name) => ({ name, path }))),
    ({ name }) => name,
  )
  const mixed = [...owners.values()]
    .filter((places) => places.length > 1)
    .map((places) => places.map(({ name, path }) => `${name} in ${path}`))
  expect(mixed).toEqual([])
})
