import { writeBackup } from '../../lib/browser/backup-file.ts'
import { readRows } from '../../lib/store/read-rows.ts'
import type { BackupRows } from '../../lib/tables.ts'
import { TEST_DATABASE } from '../helpers/store.ts'
import type { Year } from './setting.ts'

/** The backup of a year: the rows that it was made of, and the text of its file. */
export type YearBackup = { readonly rows: BackupRows; readonly text: string }

/**
 * A backup of a year that was lived, made as Settings makes it, at the evening on which the year ends. The background has its last round
 * before, so that no later one has anything left to change by itself: an offer of August whose days are over ends, and what is to be
 * written of that waits with the other writes, because the account is paused.
 */
export const backUpYear = async (year: Year, passphrase: string): Promise<YearBackup> => {
  await year.wake()
  const { schema, rows } = await readRows(TEST_DATABASE)
  const books = rows as unknown as BackupRows
  const header = {
    app: '0.1.0',
    schema,
    madeAt: year.coach.deps.clock.now(),
    device: books.settings[0]?.value.device ?? '',
    counts: Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.length])),
  }
  return { rows: books, text: await writeBackup(header, rows, passphrase) }
}
