import type { Store, TableName, Tx } from '../tables.ts'
import { abort } from './abort.ts'
import type { Connection } from './connection.ts'
import { tablesOf } from './table.ts'

/** Hears which tables a write has changed, once it is done. */
export type Changed = (tables: readonly TableName[]) => void

/**
 * The `Store` port over a connection: an intent is one transaction, strictly durable, so that an answer survives a power cut. What
 * `work` throws gives all of it up.
 */
export const createStore = ({ open }: Connection, changed: Changed): Store => {
  const run = async <Name extends TableName, R>(
    mode: 'readonly' | 'readwrite',
    names: readonly Name[],
    work: (tx: Tx<Name>) => Promise<R>,
  ): Promise<R> => {
    const transaction = (await open()).transaction([...names], mode, { durability: 'strict' })
    const done = transaction.done.then(
      () => null,
      (error: unknown) => ({ error }),
    )
    try {
      const result = await work(tablesOf(transaction, names))
      // What was read is known; only what was written is not safe before the end.
      if (mode === 'readonly') return result
      const failed = await done
      if (failed !== null) throw failed.error
      return result
    } catch (error) {
      // What the database itself gave up says why; a request that fell with it does not.
      if (transaction.error === null) abort(transaction)
      await done
      throw transaction.error ?? error
    }
  }
  return {
    read: (names, work) => run('readonly', names, work),
    write: async (names, work) => {
      const result = await run('readwrite', names, work)
      changed(names)
      return result
    },
  }
}
