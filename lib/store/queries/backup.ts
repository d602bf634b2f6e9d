import { type BackupMemory, isBackupDue } from '../../core/backup.ts'
import { backupEvery } from '../../core/settings.ts'
import type { OpenBooks } from '../../tables.ts'
import { BACKUP_TABLES, type Books, type Tx } from '../../tables.ts'
import { keepDraft, readDraft } from './drafts.ts'
import { currentSettings } from './settings.ts'

const KEY = 'backup'

/** When this browser last saved a backup, and when its coach last put the reminder off. */
export const backupMemory = async (db: Books<'drafts'>): Promise<BackupMemory> => ({
  madeAt: null,
  postponedAt: null,
  ...((await readDraft(db, KEY))?.value as Partial<BackupMemory> | undefined),
})

/** Keeps one of the two; epoch ms. A page's own remembering, like a draft (DESIGN 3). */
export const keepBackupMemory = async (db: Tx<'drafts'>, part: Partial<BackupMemory>, now: number) =>
  keepDraft(db, KEY, { ...(await backupMemory(db)), ...part }, now)

/** The last backup (`madeAt`: epoch ms, null: never), if another one is due. */
export const backupDue = async (
  db: OpenBooks,
  now: number,
): Promise<Pick<BackupMemory, 'madeAt' | 'sealed'> | null> => {
  const [memory, answers, settings] = await Promise.all([
    backupMemory(db),
    db.answers.count(),
    currentSettings(db),
  ])
  const { installedAt } = settings
  return isBackupDue(memory, { answers, installedAt, every: backupEvery(settings) }, now) ? memory : null
}

/** How many rows each table holds now: what a restore would replace. */
export const countRows = async (db: OpenBooks): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries(
    await Promise.all(BACKUP_TABLES.map(async (name) => [name, await db[name].count()] as const)),
  )
