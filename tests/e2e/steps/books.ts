import type { Page } from 'puppeteer-core'
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

/** Waits until everything that was to be written into a calendar is there. */
export const allWritten = (page: Page): Promise<boolean> =>
  until(async () => (await readBooks(page)).outbox.length === 0, 'an empty outbox', 30_000)
