import { posix } from 'node:path'
import { withoutComments } from './files.ts'

/** A file of the project and the files it imports, as paths from the root. Packages are left out. */
export type Imports = ReadonlyMap<string, readonly string[]>

const statement = /(?:^|[;}\n])\s*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*(['"])([^'"]+)\1/g
const dynamic = /\bimport\s*\(\s*(['"])([^'"]+)\1/g

/** What one file imports by a relative path, resolved; type imports count like any other. */
export const importsOf = (path: string, source: string): string[] => {
  const text = withoutComments(source)
  const targets = [...text.matchAll(statement), ...text.matchAll(dynamic)].map((match) => match[2] ?? '')
  return targets
    .filter((target) => target.startsWith('.'))
    .map((target) => posix.join(posix.dirname(path), target))
}

/** Rooms of DESIGN 2. The first that fits is the file's room. */
const rooms: readonly (readonly [string, RegExp])[] = [
  ['ids', /^lib\/(extension|licenses)\.ts$/],
  ['core', /^lib\/core\//],
  ['ports', /^lib\/(ports|tables)\.ts$/],
  ['messages', /^lib\/(messages|messaging)\.ts$/],
  ['flow', /^lib\/flow\//],
  ['calendars', /^lib\/calendars\//],
  ['queries', /^lib\/store\/(queries\/|queries\.ts|drafts\.ts)/],
  ['store', /^lib\/store\//],
  ['i18n', /^lib\/browser\/(i18n|clock|may-notify)\.ts$/],
  ['browser', /^lib\/browser\//],
  ['page', /^lib\/page\//],
  ['components', /^components\//],
  ['wiring', /^entrypoints\/background\/wiring\.ts$/],
  ['background', /^entrypoints\/background\//],
  ['backup wiring', /^entrypoints\/dashboard\/backup-wiring\.ts$/],
  ['content', /^entrypoints\/[a-z-]+\.content\//],
  ['pages', /^entrypoints\/(prompt|popup|dashboard|welcome)\//],
]

/** The arrows of DESIGN 2; a room may always import itself. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  ids: [],
  core: [],
  ports: ['core'],
  messages: ['core'],
  flow: ['core', 'ports'],
  calendars: ['core', 'ports'],
  store: ['core', 'ports'],
  queries: ['core', 'ports', 'store'],
  browser: ['core', 'ports', 'i18n'],
  i18n: ['core', 'ports'],
  page: ['core', 'ports'],
  components: ['core', 'i18n'],
  // What a flow takes and gives are core's types and the ports, so its callers name those too.
  background: ['flow', 'messages', 'core', 'ports', 'wiring'],
  wiring: ['flow', 'messages', 'core', 'ports', 'calendars', 'store', 'browser', 'i18n', 'ids', 'background'],
  // Restore runs in the dashboard (DESIGN 3), so its adapters are put together there.
  'backup wiring': ['flow', 'core', 'ports', 'store', 'queries', 'browser', 'i18n'],
  content: ['page', 'messages', 'core'],
  pages: ['components', 'messages', 'queries', 'core', 'i18n', 'backup wiring'],
}

const roomOf = (path: string): string => rooms.find(([, fits]) => fits.test(path))?.[0] ?? 'nowhere'

/** Every import that follows no arrow, as a sentence. */
export const forbiddenImports = (imports: Imports): string[] => {
  const found: string[] = []
  for (const [path, targets] of imports) {
    const from = roomOf(path)
    for (const target of targets) {
      const to = roomOf(target)
      if (to !== from && !arrows[from]?.includes(to))
        found.push(`${path} (${from}) imports ${target} (${to})`)
    }
  }
  return found
}

/** Every cycle once, as the paths it runs through. */
export const cycles = (imports: Imports): string[] => {
  const found: string[] = []
  const done = new Set<string>()
  const follow = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path)
    if (start >= 0) found.push([...way.slice(start), path].join(' -> '))
    if (start >= 0 || done.has(path)) return
    for (const target of imports.get(path) ?? []) follow(target, [...way, path])
    done.add(path)
  }
  for (const path of imports.keys()) follow(path, [])
  return found
}
