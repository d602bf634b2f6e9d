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

/** How often the coach wants a backup. */
export const BACKUP_EVERY = ['week', 'month', 'never'] as const
export type BackupEvery = (typeof BACKUP_EVERY)[number]

/** How old the last backup may grow before the coach is reminded, ms (PRODUCT 8). */
const REMIND_AFTER: Readonly<Record<BackupEvery, number>> = {
  week: 7 * DAY,
  month: 30 * DAY,
  never: Number.POSITIVE_INFINITY,
}

/** What this browser remembers of its backups, epoch ms; `sealed`: the last one has a passphrase. */
export type BackupMemory = {
  readonly madeAt: number | null
  readonly postponedAt: number | null
  readonly sealed?: boolean | undefined
}

/** True when the coach should hear that a backup is due. Without a single answer there is nothing worth saving yet. */
export const isBackupDue = (
  { madeAt, postponedAt }: BackupMemory,
  {
    answers,
    installedAt,
    every,
  }: { readonly answers: number; readonly installedAt: number; readonly every: BackupEvery },
  now: number,
): boolean => answers > 0 && now - Math.max(madeAt ?? installedAt, postponedAt ?? 0) >= REMIND_AFTER[every]

/** The name of the file of a backup; `date` as 'YYYY-MM-DD'. */
export const backupFileName = (date: string): string => `afterward-backup-${date}.json`
