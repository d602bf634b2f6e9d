import { BACKUP_TABLES, type BackupRows } from '../../lib/tables.ts'
import type { Book, Words } from './book.ts'
import type { Browser } from './browser.ts'

/** A backup that a coach has saved of a browser. */
export type Backup = {
  readonly from: string
  readonly rows: BackupRows
  /** Ids of answers of which a page of that browser was told that they are kept. */
  readonly acknowledged: readonly string[]
  /** What may stand in each note there, by `session#participant`. */
  readonly words: ReadonlyMap<string, readonly Words[]>
  /** Ids of answers that the coach did not want written from there. */
  readonly givenUp: readonly string[]
}

/** Saves one, at a moment when nothing is half written; as a file does it keeps plain data and nothing else. */
export const saveBackup = (browser: Browser, book: Book): Backup => {
  book.read(browser)
  const rows = Object.fromEntries(BACKUP_TABLES.map((name) => [name, browser.disk.rows(name)]))
  return {
    from: browser.name,
    rows: JSON.parse(JSON.stringify(rows)) as BackupRows,
    acknowledged: book.acknowledged.filter((each) => each.browser === browser.name).map(({ id }) => id),
    words: new Map(
      [...book.notes].flatMap(([slot, words]) =>
        slot.startsWith(`${browser.name} `) ? [[slot.slice(browser.name.length + 1), words]] : [],
      ),
    ),
    givenUp: browser.disk
      .rows('answers')
      .flatMap(({ id }) => (book.givenUp.has(`${browser.name} ${id}`) ? [id] : [])),
  }
}
