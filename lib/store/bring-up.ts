import type { IDBPDatabase, IDBPTransaction } from 'idb'
import { abort } from './abort.ts'
import type { Schema } from './schema.ts'
import type { RowChanges } from './upgrades.ts'

/** A database through its versions: what each one declares, and what it makes of the rows of the one before. */
export type Shape = {
  readonly schemas: readonly Schema[]
  readonly upgrades: Readonly<Record<number, RowChanges>>
}

type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>

/** Makes a table what `declared` says; rows stay. Only a new table gets a key: of an old one it never changes. */
const declare = (db: IDBPDatabase, tx: Upgrade, name: string, declared: string): void => {
  const [keyPath = 'id', ...indexes] = declared.split(', ')
  const table = db.objectStoreNames.contains(name)
    ? tx.objectStore(name)
    : db.createObjectStore(name, { keyPath })
  const names = indexes.map((index) => index.replace('*', ''))
  for (const old of [...table.indexNames]) if (!names.includes(old)) table.deleteIndex(old)
  for (const [at, index] of names.entries()) {
    if (table.indexNames.contains(index)) continue
    const compound = /^\[(.+)\]$/.exec(index)?.[1]
    table.createIndex(index, compound?.split('+') ?? index, {
      multiEntry: indexes[at]?.startsWith('*') ?? false,
    })
  }
}

/**
 * Brings the database from version `from` (0: there is none yet) to the last one of its shape, in the transaction of the version
 * change: all of it or nothing, also when a row cannot be brought up (E56).
 */
export const bringUp = async (
  db: IDBPDatabase,
  tx: Upgrade,
  from: number,
  { schemas, upgrades }: Shape,
): Promise<void> => {
  // It is opening that rejects, whoever gave up: a row that cannot be brought up, or a disk that is full.
  tx.done.catch(() => undefined)
  try {
    for (const [index, schema] of schemas.entries()) {
      if (index < from) continue
      for (const [name, declared] of Object.entries(schema)) declare(db, tx, name, declared)
      for (const [name, change] of Object.entries(upgrades[index + 1] ?? {})) {
        const table = tx.objectStore(name)
        const rows = (await table.getAll()).map(change)
        await Promise.all(rows.map((row) => table.put(row)))
      }
    }
  } catch {
    abort(tx)
  }
}
