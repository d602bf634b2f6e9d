import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import type { Store, Table } from '../../lib/ports.ts'
import type { Shape } from '../../lib/store/bring-up.ts'
import { type Database, openDatabase } from '../../lib/store/db.ts'

/** The name that every test's database has in its own factory. */
export const TEST_DATABASE = 'afterward-test'

/** A fresh database of its own, over fake-indexeddb, that shares nothing with any other test. */
export const createTestDatabase = (factory: IDBFactory = new IDBFactory(), shape?: Shape): Database => {
  // It is opened at once, so that the next one made may have another.
  globalThis.indexedDB = factory
  return openDatabase(TEST_DATABASE, { changed: () => undefined, ...(shape && { shape }) })
}

export const createTestStore = async (): Promise<Store> => createTestDatabase()

/** Changes some fields of a row; it must be there. */
export const change = async <T>(table: Table<T, never>, key: string, part: Partial<T>): Promise<void> => {
  const row = await table.get(key)
  if (row === undefined) throw new Error(`There is no ${key}`)
  await table.put({ ...row, ...part })
}
