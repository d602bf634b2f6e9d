import type { Page } from 'puppeteer-core'
import type { Session } from '../../../lib/core/session.ts'
import { BACKUP_TABLES, type BackupRows } from '../../../lib/tables.ts'
import { until } from './hands.ts'

/** What the demo and the tests look at in the coach's books. */
export type Books = BackupRows

/** Everything in the books, read in one transaction beside the extension's own code; `page` is any page of the extension. */
export const readBooks = async (page: Page): Promise<Books> => {
  const rows = await page.evaluate(
    (names) =>
      new Promise<Record<string, unknown[]>>((resolve, reject) => {
        const opening = indexedDB.open('afterward')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const db = opening.result
          const read: Record<string, unknown[]> = {}
          const transaction = db.transaction(names, 'readonly')
          for (const name of names) {
            const asked = transaction.objectStore(name).getAll()
            asked.onsuccess = () => {
              read[name] = asked.result
            }
          }
          transaction.oncomplete = () => {
            db.close()
            resolve(read)
          }
          transaction.onerror = () => reject(transaction.error)
        }
      }),
    [...BACKUP_TABLES],
  )
  return rows as unknown as Books
}

/**
 * Waits until the books hold what was to come, and nothing of it has still to be written into a calendar: both as of one moment, because
 * an outbox that is empty may also be one that nothing was put into yet. `what` says what was to come. Answers with those books.
 */
export const written = (
  page: Page,
  what: string,
  isKept: (books: Books) => boolean,
  timeout = 30_000,
): Promise<Books> =>
  until(
    async () => {
      const books = await readBooks(page)
      return isKept(books) && books.outbox.length === 0 && books
    },
    `${what}, kept and in the calendar`,
    timeout,
  )

/** True when so many answers are in force and their calendars carry every one of them: for `written`. */
export const published =
  (count: number) =>
  ({ answers }: Books): boolean => {
    const inForce = answers.filter((answer) => answer.inForce)
    return inForce.length === count && inForce.every((answer) => answer.published)
  }

/** Puts a stored session back in time, where a test cannot wait: only what the clock alone would have changed. */
export const changeSession = (
  page: Page,
  key: string,
  change: Partial<Pick<Session, 'askedAt' | 'notBefore'>>,
): Promise<void> =>
  page.evaluate(
    (sessionKey, changed) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('afterward')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const db = opening.result
          const transaction = db.transaction('sessions', 'readwrite')
          const sessions = transaction.objectStore('sessions')
          const asked = sessions.get(sessionKey)
          asked.onsuccess = () => sessions.put({ ...asked.result, ...changed })
          transaction.oncomplete = () => {
            db.close()
            resolve()
          }
          transaction.onerror = () => reject(transaction.error)
        }
      }),
    key,
    change,
  )
