import { openDB } from 'idb'
import { BACKUP_TABLES } from '../tables.ts'
import { NATIVE } from './connection.ts'

/**
 * Every row that a backup holds, read in one transaction, and the version of the schema they are of. Opens what is there as it is, so
 * that the books of a newer Afterward can be saved too (E55). Rejects when they cannot be read, or when there are none.
 */
export const readRows = async (
  name = 'afterward',
): Promise<{
  readonly schema: number
  readonly rows: Readonly<Record<string, readonly unknown[]>>
}> => {
  const db = await openDB(name, undefined, {
    // Only called where there is no database yet; none must be made.
    upgrade: (_db, _from, _to, tx) => {
      tx.done.catch(() => undefined)
      tx.abort()
    },
  })
  try {
    const names = BACKUP_TABLES.filter((table) => db.objectStoreNames.contains(table))
    const tx = db.transaction(names)
    const rows = await Promise.all(
      names.map(async (table) => [table, await tx.objectStore(table).getAll()] as const),
    )
    return { schema: Math.floor(db.version / NATIVE), rows: Object.fromEntries(rows) }
  } finally {
    db.close()
  }
}
