import type { Shape } from '../../lib/store/bring-up.ts'
import { NATIVE } from '../../lib/store/connection.ts'
import { schemas } from '../../lib/store/schema.ts'
import { upgrades } from '../../lib/store/upgrades.ts'
import type { Disk } from './disk.ts'

type Row = Readonly<Record<string, unknown>>

/** The books of a browser between two of its versions. */
export type Update = {
  /** What the present life opens its database as. */
  readonly shape: Shape
  /** A new version has come: with the next opening. `stumbles`: it cannot be gone on with before the next one, but fails at a row. */
  begin(stumbles: boolean): void
  /** True until the books were found to be of the version that came last, or there never was another. */
  readonly isDue: boolean
  /** It fails whenever it is tried. */
  readonly isBroken: boolean
  /** Looks at all there is before anything else is done with it; says what of it is half old and half new, or lost. */
  look(): readonly string[]
}

/** Tables that a later version rewrites; the ledger is never rewritten (PRODUCT 1). */
const TABLES = ['settings', 'calendars', 'events', 'sessions', 'answers', 'queue', 'outbox', 'notes'] as const

const INDEXES = 'key, uid, start, [open+end], makeupOf'

/** So many versions after the one that there is: each rewrites nearly every row, adds an index or takes it away, and adds a table. */
const shapeAfter = (versions: number, onRow: () => void): Shape => {
  const later = Array.from({ length: versions }, (_, index) => index + 1)
  const rewritten = (version: number) => (row: Row) => {
    onRow()
    return { ...row, of: version }
  }
  return {
    schemas: [
      ...schemas,
      ...later.map((version) => ({
        sessions: version % 2 === 0 ? INDEXES : `${INDEXES}, standing`,
        [`later${version}`]: 'id',
      })),
    ],
    upgrades: {
      ...upgrades,
      ...Object.fromEntries(
        later.map((version) => [
          schemas.length + version,
          Object.fromEntries(TABLES.map((table) => [table, rewritten(version)])),
        ]),
      ),
    },
  }
}

const told = (row: unknown): string => JSON.stringify(row)

/** The updates of one browser; its first version is the product's own. */
export const createUpdate = (disk: Disk): Update => {
  let versions = 0
  let isBroken = false
  let rows = 0
  let before: ReadonlyMap<string, readonly unknown[]> | null = null
  let shape = shapeAfter(0, () => undefined)

  const onRow = (): void => {
    rows += 1
    // Late enough for some to be brought up already.
    if (isBroken && rows > 5) throw new Error('A row that the update did not expect')
  }

  const wanted = (table: string, row: Row): Row =>
    TABLES.some((name) => name === table) ? { ...row, of: versions } : row

  return {
    get shape() {
      rows = 0
      return shape
    },
    get isDue() {
      return before !== null
    },
    get isBroken() {
      return isBroken
    },
    begin: (stumbles) => {
      isBroken = stumbles
      // One that mends another has its version.
      if (before !== null) return
      before = disk.everything()
      versions += 1
      shape = shapeAfter(versions, onRow)
    },
    look: () => {
      if (before === null) return []
      const isNew = disk.version === shape.schemas.length * NATIVE
      const now = disk.everything()
      const odd = [...before].flatMap(([table, was]) => {
        const should = was.map((row) => told(isNew ? wanted(table, row as Row) : row))
        const is = (now.get(table) ?? []).map(told)
        return String(should) === String(is) ? [] : [`${table} of ${isNew ? 'the new' : 'the old'} version`]
      })
      if (isNew) before = null
      return odd
    },
  }
}
