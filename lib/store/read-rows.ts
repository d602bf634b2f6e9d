import Dexie from 'dexie'
import { BACKUP_TABLES } from '../tables.ts'

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
  const db = new Dexie(name)
  try {
    await db.open()
    const names = BACKUP_TABLES.filter((table) => db.tables.some((other) => other.name === table))
    const rows = await db.transaction('r', [...names], (tx) =>
      Promise.all(names.map(async (table) => [table, await tx.table(table).toArray()] as const)),
    )
    // Dexie counts in tenths where it had to add an index of its own accord.
    return { schema: Math.floor(db.verno), rows: Object.fromEntries(rows) }
  } finally {
    db.close()
  }
}
