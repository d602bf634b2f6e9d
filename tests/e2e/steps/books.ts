import type { Page } from 'puppeteer-core'
import type { Tables } from '../../../lib/ports.ts'
import { until } from './hands.ts'

/** What the demo and the tests look at in the coach's books. */
const tables = [
  'accounts',
  'calendars',
  'events',
  'sessions',
  'clients',
  'programs',
  'rules',
  'answers',
  'ledger',
  'queue',
  'proposals',
  'outbox',
  'drafts',
  'notes',
  'settings',
  'policies',
  'diagnostics',
] as const

export type Books = { readonly [Name in (typeof tables)[number]]: readonly Tables[Name][] }

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
    [...tables],
  )
  return rows as unknown as Books
}

/** Waits until everything that was to be written into a calendar is there. */
export const allWritten = (page: Page): Promise<boolean> =>
  until(async () => (await readBooks(page)).outbox.length === 0, 'an empty outbox', 30_000)
