import Dexie, { type EntityTable } from 'dexie'
import type { TableName, Tables } from '../ports.ts'
import { schemas } from './schema.ts'

type KeyOf<Row> = Row extends { readonly key: string } ? 'key' : 'id'

/** The database with its typed tables; what queries read by `liveQuery`. */
export type Database = Dexie & {
  readonly [Name in TableName]: EntityTable<Tables[Name], KeyOf<Tables[Name]> & keyof Tables[Name]>
}

/** Thrown by the first use of a database that a newer Afterward wrote: this one must not touch it (E56). */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase'
}

/** The coach's database; it opens itself at the first use. */
export const openDatabase = (name = 'afterward'): Database => {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' }) as Database
  for (const [index, tables] of schemas.entries()) db.version(index + 1).stores(tables)
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
