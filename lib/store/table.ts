import type { IDBPObjectStore, IDBPTransaction } from 'idb'
import type { Table, TableName, Tx } from '../tables.ts'
import { asStored } from './found-by.ts'

type Mode = 'readonly' | 'readwrite'
type Stored = IDBPObjectStore<unknown, string[], string, 'readwrite'>

/** The primary key of a row, under either of its two names. */
const keyOf = (row: unknown): string => {
  const { key, id } = row as { key?: string; id?: string }
  return key ?? id ?? ''
}

/** Compound indexes carry the name that the schema gives them. */
const nameOf = (index: string): string => (index.includes('+') ? `[${index}]` : index)

/** Null when nothing can lie between: no range may be turned round. */
const rangeOf = (lower: unknown, upper: unknown): IDBKeyRange | null =>
  indexedDB.cmp(lower, upper) < 0 ? IDBKeyRange.bound(lower, upper, false, true) : null

const tableOver = (stored: Stored): Table<unknown, string> => {
  const indexed = (index: string) => stored.index(nameOf(index))
  const where = (index: string, value: unknown, limit?: number) =>
    indexed(index).getAll(IDBKeyRange.only(value), limit)
  return {
    get: (key) => stored.get(key),
    getMany: (keys) => Promise.all(keys.map((key) => stored.get(key))),
    all: () => stored.getAll(),
    count: () => stored.count(),
    where,
    whereAny: async (index, values) => {
      const found = await Promise.all([...new Set(values)].map((value) => where(index, value)))
      return [...new Map(found.flat().map((row) => [keyOf(row), row])).values()]
    },
    between: async (index, lower, upper, limit) => {
      const range = rangeOf(lower, upper)
      return range === null ? [] : indexed(index).getAll(range, limit)
    },
    last: async (index, upper, limit) => {
      const rows: unknown[] = []
      let cursor = await indexed(index).openCursor(IDBKeyRange.upperBound(upper, true), 'prev')
      while (cursor !== null && rows.length < limit) {
        rows.push(cursor.value)
        cursor = rows.length < limit ? await cursor.continue() : null
      }
      return rows
    },
    add: async (row) => {
      // Looked up first: a failed `add` would abort the whole intent.
      if ((await stored.getKey(keyOf(row))) !== undefined) return false
      await stored.add(asStored(stored.name, row))
      return true
    },
    put: async (row) => {
      await stored.put(asStored(stored.name, row))
    },
    putMany: async (rows) => {
      await Promise.all(rows.map((row) => stored.put(asStored(stored.name, row))))
    },
    remove: (key) => stored.delete(key),
    removeMany: async (keys) => {
      await Promise.all(keys.map((key) => stored.delete(key)))
    },
  }
}

/** The tables of one transaction. */
export const tablesOf = <Name extends TableName>(
  transaction: IDBPTransaction<unknown, Name[], Mode>,
  names: readonly Name[],
): Tx<Name> =>
  Object.fromEntries(
    names.map((name) => [name, tableOver(transaction.objectStore(name) as unknown as Stored)]),
  ) as unknown as Tx<Name>
