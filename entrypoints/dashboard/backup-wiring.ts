import { type BackupFile, openBackup, readBackup, writeBackup } from '../../lib/browser/backup-file.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import { randomIds, webLocks } from '../../lib/browser/system.ts'
import { type BackupProblem, backupFileName } from '../../lib/core/backup.ts'
import type { Result } from '../../lib/core/result.ts'
import { dateOf } from '../../lib/core/time.ts'
import { type LeftToDo, restore } from '../../lib/flow/restore.ts'
import { checkedRows } from '../../lib/store/backup-rows.ts'
import { keepBackupMemory } from '../../lib/store/queries/backup.ts'
import { booksForReading } from '../../lib/store/queries/live.ts'
import { readRows } from '../../lib/store/read-rows.ts'
import { schemas } from '../../lib/store/schema.ts'
import type { BackupRows } from '../../lib/tables.ts'

export type { BackupFile, BackupRows }

/**
 * Backup and restore with their adapters: the one work on the books that a page does itself, so that it needs no message as large as they
 * are, and goes on where the background cannot (DESIGN 3). Fetched when it is first wanted.
 */

/** The device's name in a backup's settings row, whatever version that row is of. */
const deviceOf = (settings: readonly unknown[] = []): string =>
  String((settings[0] as { value?: { device?: unknown } } | undefined)?.value?.device ?? '')

/** Hands the coach everything as a file by `save`; an empty passphrase seals nothing. Rejects when the books cannot be read (E55). */
export const saveBackup = async (
  passphrase: string,
  save: (name: string, text: string) => void,
): Promise<void> => {
  const { schema, rows } = await readRows()
  const madeAt = correctedNow()
  const header = {
    app: chrome.runtime.getManifest().version,
    schema,
    madeAt,
    device: deviceOf(rows.settings),
    counts: Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.length])),
  }
  const text = await writeBackup(header, rows, passphrase)
  save(backupFileName(dateOf(madeAt, Temporal.Now.timeZoneId())), text)
  // The file is what counts: with a full disk only the reminder comes too early.
  await keepBackupMemory(booksForReading(), { madeAt, sealed: passphrase !== '' }, madeAt).catch(reportError)
}

/** The file as far as it can be checked without a passphrase. */
export const readFile = async (file: File): Promise<Result<BackupFile, BackupProblem>> =>
  readBackup(await file.text(), schemas.length)

/** Its rows, every one of them checked and of today's schema. */
export const openFile = async (
  file: BackupFile,
  passphrase: string,
): Promise<Result<BackupRows, BackupProblem>> => {
  const saved = await openBackup(file, passphrase)
  return saved.ok ? checkedRows(saved.value, file.schema, file.counts) : saved
}

/** Puts the rows in the place of what is here; returns what is left to do. Rejects when the database fails; then nothing was changed (E55). */
export const putBack = async (rows: BackupRows, madeAt: number): Promise<LeftToDo> => {
  const books = booksForReading()
  const left = await restore({ store: books, ids: randomIds, locks: webLocks }, rows)
  await keepBackupMemory(books, { madeAt }, correctedNow()).catch(reportError)
  return left
}
