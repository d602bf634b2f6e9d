import { openDB, unwrap } from 'idb'
import { pull } from '../../lib/flow/pull.ts'
import type { TableName } from '../../lib/ports.ts'
import { openDatabase } from '../../lib/store/db.ts'
import { createInMemory, type Service } from './in-memory.ts'
import { accountOf, calendarId, depsOver, freshBooks } from './sync-books.ts'

const NAME = 'bench-first-sync'

type Rows = ReadonlyMap<TableName, readonly unknown[]>

const READ: readonly TableName[] = ['events', 'sessions', 'calendars', 'diagnostics']

/** The rows that the last pull left behind, table by table. */
export const storedRows = async (): Promise<Rows> => {
  const db = openDatabase(NAME)
  const rows = await Promise.all(READ.map(async (name) => [name, await db[name].all()] as const))
  db.close()
  return new Map(rows)
}

/** Pulls these pages into a fresh database and says how long that took, ms. `storedRows` then tells what it stored. */
export const pullPages = async (service: Service, pages: readonly string[]): Promise<number> => {
  const db = await freshBooks(NAME, 1, service)
  const { port } = createInMemory(service, accountOf(service), new Map([[calendarId(0), pages]]))
  const deps = depsOver(db, port)
  const started = performance.now()
  const { failures } = await pull(deps)
  const ms = performance.now() - started
  if (failures.length > 0) throw new Error(`The pull failed: ${JSON.stringify(failures)}`)
  db.close()
  return ms
}

/**
 * The least that storing these pages can cost, ms: their JSON parsed, and the same rows put by IndexedDB itself in one transaction, into
 * tables with the same indexes, as durably.
 */
export const parseAndPut = async (pages: readonly string[], rows: Rows): Promise<number> => {
  const db = await freshBooks(NAME, 1)
  const raw = await openDB(NAME)
  const started = performance.now()
  for (const page of pages) JSON.parse(page)
  const transaction = unwrap(raw).transaction([...rows.keys()], 'readwrite', { durability: 'strict' })
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
  for (const [name, list] of rows) {
    const table = transaction.objectStore(name)
    for (const row of list) table.put(row)
  }
  await done
  const ms = performance.now() - started
  raw.close()
  db.close()
  return ms
}
