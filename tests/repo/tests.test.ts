import { describe, expect, it } from 'vitest'
import { projectFiles, textOf } from './files.ts'
import { edgeCasesIn, looksAway, switchedOff } from './tests.ts'

/** The edge cases of PRODUCT 11. E58 is about the chips in the calendar page, which are still to come. */
const promised = Array.from({ length: 60 }, (_, index) => `E${String(index + 1).padStart(2, '0')}`).filter(
  (id) => id !== 'E58',
)

const tests = projectFiles(/^tests\/.*\.test\.tsx?$/)
const itself = 'tests/repo/tests.test.ts'
const others = tests.filter((path) => path !== itself)

describe('the tests', () => {
  it('name every promised edge case', () => {
    const named = new Set(others.flatMap((path) => edgeCasesIn(textOf(path))))
    expect(promised.filter((id) => !named.has(id))).toEqual([])
  })

  it('are all switched on', () => {
    expect(others.flatMap((path) => switchedOff(textOf(path)).map((text) => `${path}: ${text}`))).toEqual([])
  })

  it('and the sources never make the type checker look away', () => {
    const sources = projectFiles(/\.tsx?$/).filter(
      (path) => path !== itself && path !== 'tests/repo/tests.ts',
    )
    expect(sources.flatMap((path) => looksAway(textOf(path)).map((text) => `${path}: ${text}`))).toEqual([])
  })
})

describe('the checks of the tests', () => {
  it.each([
    "it.skip('x', () => {})",
    "describe.only('x', () => {})",
    "it.concurrent.todo('x')",
    "it.skipIf(ci)('x')",
  ])('see that %s is off', (source) => {
    expect(switchedOff(source)).toHaveLength(1)
  })

  it('read edge cases from the beginning of a test name, and from nowhere else', () => {
    expect(edgeCasesIn("it('E13 client declined but came', () => {})")).toEqual(['E13'])
    expect(edgeCasesIn("it.each([['a', 1]])('E20 E21 %s', () => {})")).toEqual(['E20', 'E21'])
    expect(edgeCasesIn("describe('E13 client declined', () => {})")).toEqual([])
    expect(edgeCasesIn("describe.each([1, 2])('E13 client declined', () => {})")).toEqual([])
    expect(edgeCasesIn("describe('a decline', () => {\n  it(\n    'E13 is weighed', () => {})})")).toEqual([
      'E13',
    ])
    expect(edgeCasesIn("it('asks as in E13', () => {})")).toEqual([])
  })

  it('see a look the other way', () => {
    expect(looksAway('// @ts-ignore\nconst a: string = 1')).toEqual(['@ts-ignore'])
  })
})
