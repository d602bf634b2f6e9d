import Dexie, { type EntityTable, type Transaction } from 'dexie'
import type { TableName, Tables } from '../ports.ts'
import { schemas } from './schema.ts'
import { type RowChanges, upgrades } from './upgrades.ts'

type KeyOf<Row> = Row extends { readonly key: string } ? 'key' : 'id'

/** The database with its typed tables; what queries read by `liveQuery`. */
export type Database = Dexie & {
  readonly [Name in TableName]: EntityTable<Tables[Name], KeyOf<Tables[Name]> & keyof Tables[Name]>
}

/** Thrown by the first use of a database that a newer Afterward wrote: this one must not touch it (E56). */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase'
}

/** Brings the rows of these tables up, in the transaction of the version change: all of them or none (E56). */
const upgradeRows = async (tx: Transaction, changes: RowChanges): Promise<void> => {
  for (const [name, change] of Object.entries(changes)) {
    const table = tx.table(name)
    const rows = await table.toArray()
    await table.bulkPut(rows.map(change))
  }
}

/** The coach's database; it opens itself at the first use. */
export const openDatabase = (name = 'afterward'): Database => {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' }) as Database
  for (const [index, tables] of schemas.entries()) {
    const version = db.version(index + 1).stores(tables)
    const changes = upgrades[index + 1]
    if (changes !== undefined) version.upgrade((tx) => upgradeRows(tx, changes))
  }
  // Dexie 4 opens a newer database without complaint; its native version is ten times ours.
  db.on('ready', () => {
    if (db.backendDB().version > schemas.length * 10) {
      throw new NewerDatabase(
        'This database was written by a newer Afterward. Update the extension to go on.',
      )
    }
  })
  return db
}
