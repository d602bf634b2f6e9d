import type { OpenBooks, Store, TableName, Tx } from '../tables.ts'
import type { Shape } from './bring-up.ts'
import { announce } from './changes.ts'
import { connect } from './connection.ts'
import { schemas } from './schema.ts'
import { type Changed, createStore } from './store.ts'
import { upgrades } from './upgrades.ts'

/** The coach's books: by intents (`read`, `write`), and table by table, where every call is a transaction of its own. */
export type Database = OpenBooks & Store & Tx<TableName> & { close(): void }

const READING = ['get', 'getMany', 'all', 'count', 'where', 'whereAny', 'between', 'last']
const WRITING = ['add', 'put', 'putMany', 'remove', 'removeMany']

type Call = (...given: readonly unknown[]) => Promise<unknown>
type Calls = Readonly<Record<string, Call>>

const alone = (name: TableName, { read, write }: Store): Calls => {
  const calls = (verbs: readonly string[], run: Store['read']): Calls =>
    Object.fromEntries(
      verbs.map((verb) => [
        verb,
        (...given: readonly unknown[]) =>
          run([name], async (tx) => (tx[name] as unknown as Calls)[verb]?.(...given)),
      ]),
    )
  return { ...calls(READING, read), ...calls(WRITING, write) }
}

/** The books that every page and the background share. Every change is told to the pages, unless `changed` hears of it instead. */
export const openDatabase = (
  name = 'afterward',
  { shape = { schemas, upgrades }, changed = announce }: { shape?: Shape; changed?: Changed } = {},
): Database => {
  const connection = connect(name, shape)
  const store = createStore(connection, changed)
  const names = new Set(shape.schemas.flatMap((schema) => Object.keys(schema))) as Set<TableName>
  const tables = Object.fromEntries([...names].map((table) => [table, alone(table, store)]))
  return { ...(tables as unknown as Tx<TableName>), ...store, close: connection.close }
}
