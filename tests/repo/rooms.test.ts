import { expect, it } from 'vitest'
import { projectFiles, textOf } from './files.ts'

const longest = 250

it(`no file of the extension is longer than ${longest} lines`, () => {
  const long = projectFiles(/^(lib|components|entrypoints)\/.*\.tsx?$/)
    .map((path) => ({ path, lines: textOf(path).split('\n').length - 1 }))
    .filter(({ lines }) => lines > longest)
    .map(({ path, lines }) => `${path}: ${lines}`)
  expect(long).toEqual([])
})
