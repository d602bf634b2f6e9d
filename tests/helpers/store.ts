import Dexie from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { Store } from '../../lib/ports.ts'
import { type Database, openDatabase } from '../../lib/store/db.ts'
import { createStore } from '../../lib/store/store.ts'

/** A fresh database of its own, over fake-indexeddb, that shares nothing with any other test. */
export const createTestDatabase = (indexedDB: IDBFactory = new IDBFactory()): Database => {
  Dexie.dependencies.indexedDB = indexedDB
  Dexie.dependencies.IDBKeyRange = IDBKeyRange
  return openDatabase('afterward-test')
}

export const createTestStore = async (): Promise<Store> => createStore(createTestDatabase())
