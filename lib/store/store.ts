import type { Table as DexieTable, Transaction } from 'dexie'
import type { Store, Table, TableName, Tx } from '../ports.ts'
import type { Database } from './db.ts'

/** The primary key of a row, under either of its two names. */
const keyOf = (row: unknown): string => {
  const { key, id } = row as { key?: string; id?: string }
  return key ?? id ?? ''
}

const tableOver = <T>(table: DexieTable<T, string>): Table<T, string> => ({
  get: (key) => table.get(key),
  getMany: (keys) => table.bulkGet([...keys]),
  all: () => table.toArray(),
  where: (index, value) => table.where(dexieIndex(index)).equals(value).toArray(),
  whereAny: (index, values) => table.where(dexieIndex(index)).anyOf(values).distinct().toArray(),
  between: (index, lower, upper) => table.where(dexieIndex(index)).between(lower, upper).toArray(),
  add: async (row) => {
    // Looked up first: a failed `add` would abort the whole intent.
    if ((await table.get(keyOf(row))) !== undefined) return false
    await table.add(row)
    return true
  },
  put: async (row) => {
    await table.put(row)
  },
  putMany: async (rows) => {
    if (rows.length > 0) await table.bulkPut([...rows])
  },
  remove: (key) => table.delete(key),
  removeMany: (keys) => table.bulkDelete([...keys]),
})

const dexieIndex = (index: string): string => (index.includes('+') ? `[${index}]` : index)

const txOver = <Name extends TableName>(transaction: Transaction, names: readonly Name[]): Tx<Name> =>
  Object.fromEntries(names.map((name) => [name, tableOver(transaction.table(name))])) as unknown as Tx<Name>

/**
 * The `Store` port over Dexie: an intent is one transaction, strictly durable, so that an answer survives a power cut. The tables are
 * bound to their transaction by hand: Dexie's own bookkeeping loses it after a few awaits of other async functions.
 */
export const createStore = (db: Database): Store => ({
  read: (names, work) => db.transaction('r', [...names], (transaction) => work(txOver(transaction, names))),
  write: (names, work) => db.transaction('rw', [...names], (transaction) => work(txOver(transaction, names))),
})
