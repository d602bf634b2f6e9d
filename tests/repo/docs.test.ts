import { describe, expect, it } from 'vitest'
import { projectFiles, textOf } from './files.ts'

const scripts = new Set(Object.keys(JSON.parse(textOf('package.json')).scripts))

/** Names of the scripts that a text tells its reader to run: `npm run demo`, `npm test`. */
const commandsIn = (text: string): string[] => [
  ...[...text.matchAll(/\bnpm run(?: --?[\w-]+)* ([a-z][\w:-]*)/g)].map((match) => match[1] ?? ''),
  ...[...text.matchAll(/\bnpm test\b/g)].map(() => 'test'),
]

/** Relative links of a Markdown file, without their anchors. */
const linksIn = (text: string): string[] =>
  [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '')

const docs = projectFiles(/\.md$/)

describe('the documents', () => {
  it.each(docs)('%s names only commands that exist', (path) => {
    expect(commandsIn(textOf(path)).filter((name) => !scripts.has(name))).toEqual([])
  })

  it.each(docs)('%s links only to files that exist', (path) => {
    const all = new Set(projectFiles(/./))
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : ''
    const missing = linksIn(textOf(path)).filter((link) => {
      const target = new URL(link, `file:///${folder}`).pathname.slice(1)
      return !all.has(target) && ![...all].some((file) => file.startsWith(`${target.replace(/\/$/, '')}/`))
    })
    expect(missing).toEqual([])
  })

  it('every decision has a number of its own', () => {
    const numbers = [...textOf('lib/DECISIONS.md').matchAll(/^(\d+)\. /gm)].map((match) => match[1])
    expect(numbers.length).toBeGreaterThan(150)
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([])
  })

  it('the checks see a missing command and a link', () => {
    expect(commandsIn('Run `npm run --silent nonsense`, then npm test.')).toEqual(['nonsense', 'test'])
    expect(linksIn('[a](lib/README.md#x) [b](https://example.com) [c](#d)')).toEqual(['lib/README.md'])
  })

  it('scripts start files that exist', () => {
    const started = Object.values<string>(JSON.parse(textOf('package.json')).scripts).flatMap(
      (script) => script.match(/tests\/[\w/.-]+\.ts/g) ?? [],
    )
    const all = new Set(projectFiles(/\.ts$/))
    expect(started.filter((path) => !all.has(path))).toEqual([])
  })
})
