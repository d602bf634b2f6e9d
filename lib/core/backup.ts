import { DAY } from './time.ts'

/** What stands around the rows of a backup, readable without its passphrase. */
export type BackupHeader = {
  /** Version of Afterward that made it. */
  readonly app: string
  /** Version of the stored schema (`store/schema.ts`) its rows are of. */
  readonly schema: number
  /** Epoch ms. */
  readonly madeAt: number
  /** The browser that made it, by its name among the coach's. */
  readonly device: string
  /** Rows by table. */
  readonly counts: Readonly<Record<string, number>>
}

/** Why a file is not restored; nothing was touched (E57). */
export type BackupProblem =
  /** Something else altogether. */
  | 'not-a-backup'
  /** Cut off or changed since it was made. */
  | 'damaged'
  /** Made by a later Afterward, whose rows this one cannot know. */
  | 'newer'
  | 'passphrase-wrong'

/** Whoever holds this name alone has the books to themselves: a restore. All that the background does shares it. */
export const BOOKS_LOCK = 'books'

/** How old the last backup may grow before the coach is reminded, ms (PRODUCT 8). */
const REMIND_AFTER = 30 * DAY

/** What this browser remembers of its backups, epoch ms. */
export type BackupMemory = { readonly madeAt: number | null; readonly postponedAt: number | null }

/** True when the coach should hear that a backup is due. Without a single answer there is nothing worth saving yet. */
export const isBackupDue = (
  { madeAt, postponedAt }: BackupMemory,
  { answers, installedAt }: { readonly answers: number; readonly installedAt: number },
  now: number,
): boolean => answers > 0 && now - Math.max(madeAt ?? installedAt, postponedAt ?? 0) >= REMIND_AFTER

/** The name of the file of a backup; `date` as 'YYYY-MM-DD'. */
export const backupFileName = (date: string): string => `afterward-backup-${date}.json`
