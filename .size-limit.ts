import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const built = join(process.env.AFTERWARD_OUT_DIR ?? '.output', 'chrome-mv3')

/** `import"./a.js"` and `from"./a.js"`; not `import("./a.js")`, which is loaded when it is needed. */
const staticImport = /(?:import|from)\s*"(\.{1,2}\/[^"]+\.js)"/g

/** A script and everything that it imports before it can run. */
const withImports = (path: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(path)) return seen
  seen.add(path)
  for (const [, target] of readFileSync(path, 'utf8').matchAll(staticImport))
    withImports(join(dirname(path), target ?? ''), seen)
  return seen
}

const scriptsOfPage = (name: string): string[] => {
  const html = readFileSync(join(built, `${name}.html`), 'utf8')
  const sources = [...html.matchAll(/<script[^>]* src="\/?([^"]+)"/g)].map(([, source]) => source ?? '')
  return [...new Set(sources.flatMap((source) => [...withImports(join(built, source))]))]
}

if (!existsSync(built)) throw new Error(`Nothing to measure in ${built}. Run "npm run build" first.`)

/** What a person waits for before the first card shows; shared chunks count in every page that loads them. */
export default [
  { name: 'popup', path: scriptsOfPage('popup'), limit: '60 kB', gzip: true },
  { name: 'prompt', path: scriptsOfPage('prompt'), limit: '60 kB', gzip: true },
  { name: 'background', path: [...withImports(join(built, 'background.js'))], limit: '90 kB', gzip: true },
]
