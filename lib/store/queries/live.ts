import { liveQuery } from 'dexie'
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

/** Runs a query over the books, and again after every change (in any page or worker) to the rows it looked at. */
export const live = <T>(query: (db: Database) => Promise<T>): Live<T> => ({
  subscribe: (next, failed) => {
    const subscription = liveQuery(() => query(booksForReading())).subscribe({ next, error: failed })
    return () => subscription.unsubscribe()
  },
})
