import { IDBFactory } from 'fake-indexeddb'
import type { TableName, Tables } from '../../lib/tables.ts'

/** The parts of fake-indexeddb's inside that a power cut and an onlooker need. */
type RawTransaction = {
  readonly mode: IDBTransactionMode
  readonly _state: string
  readonly _requests: readonly unknown[]
  _abort(name: string | null): void
}
type RawDatabase = {
  readonly version: number
  transactions: RawTransaction[]
  connections: unknown[]
  readonly rawObjectStores: Map<
    string,
    { readonly records: { values(): Iterable<{ readonly value: unknown }> } }
  >
}
type RawFactory = { _databases: Map<string, RawDatabase> }

const rawOf = (factory: IDBFactory): RawFactory => factory as unknown as RawFactory

/** What a browser keeps on disk: its databases outlive every life of its background. */
export type Disk = {
  /** What the present life opens its database with. */
  readonly factory: IDBFactory
  /** The rows as they are now, read without disturbing anyone. They must not be changed. */
  rows<Name extends TableName>(table: Name): readonly Tables[Name][]
  /** Of the books, in the browser's own count; 0 when there are none. */
  readonly version: number
  /** All there is, table by table. */
  everything(): ReadonlyMap<string, readonly unknown[]>
  /** True while a write is neither committed nor given up: rows show it half done. */
  isWriting(): boolean
  /** The power goes: what was not committed never was, and nobody has the database open any more. */
  cut(): void
  /** Ends a write that is under way as a full disk does; tells whether there was one. */
  fill(): boolean
}

/** An empty disk. */
export const createDisk = (): Disk => {
  let factory = new IDBFactory()
  const databases = (): readonly RawDatabase[] => [...rawOf(factory)._databases.values()]
  const open = ({ _state }: RawTransaction): boolean => _state !== 'finished'
  const writes = (): readonly RawTransaction[] =>
    databases().flatMap(({ transactions }) =>
      transactions.filter((one) => open(one) && one.mode !== 'readonly'),
    )
  return {
    get factory() {
      return factory
    },
    rows: (table) => {
      const store = databases()[0]?.rawObjectStores.get(table)
      return store === undefined ? [] : ([...store.records.values()].map(({ value }) => value) as never)
    },
    get version() {
      return databases()[0]?.version ?? 0
    },
    everything: () =>
      new Map(
        [...(databases()[0]?.rawObjectStores ?? [])].map(
          ([table, { records }]) => [table, [...records.values()].map(({ value }) => value)] as const,
        ),
      ),
    isWriting: () => writes().length > 0,
    cut: () => {
      for (const database of databases()) {
        for (const transaction of database.transactions.filter(open)) transaction._abort('AbortError')
        database.transactions = []
        database.connections = []
      }
      const next = new IDBFactory()
      rawOf(next)._databases = rawOf(factory)._databases
      factory = next
    },
    fill: () => {
      const writing = writes().find(({ _requests }) => _requests.length > 0)
      writing?._abort('QuotaExceededError')
      return writing !== undefined
    },
  }
}
