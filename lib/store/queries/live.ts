import type { OpenBooks } from '../../tables.ts'
import { onChange } from '../changes.ts'
import { type Database, openDatabase } from '../db.ts'

/** Something that tells its value now and again whenever what it was read from changes. */
export type Live<T> = {
  /** Returns how to stop. `failed` is told when the database itself cannot be read (E55). */
  subscribe(next: (value: T) => void, failed: (error: unknown) => void): () => void
}

let books: Database | null = null

/** The page's own connection for reading, opened at the first use; the background stays the only writer (DESIGN 3). */
export const booksForReading = (): Database => {
  books ??= openDatabase()
  return books
}

/** The same books, noting in `seen` which tables are looked at. */
const watched = (db: OpenBooks, seen: Set<string>): OpenBooks =>
  new Proxy(db, {
    get: (target, name: keyof OpenBooks) => {
      if (name !== 'read') {
        seen.add(name)
        return target[name]
      }
      const read: OpenBooks['read'] = (tables, work) => {
        for (const table of tables) seen.add(table)
        return target.read(tables, work)
      }
      return read
    },
  })

/** Runs a query over the books, and again after every change (in any page or worker) to a table it looked at. */
export const live = <T>(query: (db: OpenBooks) => Promise<T>): Live<T> => ({
  subscribe: (next, failed) => {
    const seen = new Set<string>()
    let isReading = false
    let isOutdated = false
    let isOver = false
    const read = async (): Promise<void> => {
      isReading = true
      // What is being read may miss a change that comes meanwhile: once more then, however many came.
      do {
        isOutdated = false
        const { value, error } = await query(watched(booksForReading(), seen)).then(
          (value) => ({ value, error: null }),
          (error: unknown) => ({ value: null, error }),
        )
        if (isOver) return
        if (error === null) next(value as T)
        else failed(error)
      } while (isOutdated)
      isReading = false
    }
    const stop = onChange((tables) => {
      if (seen.isDisjointFrom(tables)) return
      isOutdated = true
      if (!isReading) void read()
    })
    void read()
    return () => {
      isOver = true
      stop()
    }
  },
})
