import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { openBackup, readBackup } from '../../../lib/browser/backup-file.ts'
import { checkedRows } from '../../../lib/store/backup-rows.ts'
import { schemas } from '../../../lib/store/schema.ts'
import { BACKUP_TABLES, type BackupRows } from '../../../lib/tables.ts'
import type { Driver } from '../harness/driver.ts'
import { fill, hear, press, see, until } from './hands.ts'

/** Waits until the browser has put a file whose name ends so into its downloads; answers its path. */
export const downloaded = ({ downloads }: Driver, end: string): Promise<string> =>
  until(async () => {
    const names = await readdir(downloads).catch((): string[] => [])
    // A file of this name may already stand there, empty, while what belongs into it is still under way beside it.
    if (names.some((name) => /\.(part|crdownload)$/.test(name))) return null
    const name = names.find((each) => each.endsWith(end))
    if (name === undefined) return null
    const path = join(downloads, name)
    return (await readFile(path)).length > 0 && path
  }, `a file ${end} in the downloads`)

/** Settings: what the next backup is to be sealed with, twice, as it is asked for. */
export const sealWith = async (desk: Page, passphrase: string): Promise<void> => {
  await fill(desk, 'Passphrase (optional)', passphrase)
  await fill(desk, 'The same passphrase again', passphrase)
}

/** Settings: saves a backup; answers the path of its file. */
export const saveBackup = async (driver: Driver, desk: Page): Promise<string> => {
  await hear(desk, 'The backup was handed to your browser’s downloads.', () => press(desk, 'Save a backup'))
  await see(desk, 'Last backup:')
  return downloaded(driver, '.json')
}

/** Settings: gives the passphrase of the backup that was chosen. */
export const unlock = async (desk: Page, passphrase: string): Promise<void> => {
  await fill(desk, 'Passphrase of this backup', passphrase)
  await press(desk, 'Open the backup')
}

/** Settings: puts the backup that was chosen and opened in the place of everything that is here; `look` before that is confirmed. */
export const putInPlace = async (
  desk: Page,
  look: () => Promise<void> = async () => undefined,
): Promise<void> => {
  await press(desk, 'Restore this backup')
  await see(desk, 'Replace everything here with this backup?')
  await look()
  await press(desk, 'Replace everything')
  await see(desk, 'The backup is restored.')
}

/** The rows in a backup's file, as Afterward reads them. */
export const rowsIn = async (path: string, passphrase = ''): Promise<BackupRows> => {
  const file = await readBackup(await readFile(path, 'utf8'), schemas.length)
  if (!file.ok) throw new Error(`${path} is ${file.error}`)
  const content = await openBackup(file.value, passphrase)
  if (!content.ok) throw new Error(`${path} is ${content.error}`)
  const rows = checkedRows(content.value, file.value.schema, file.value.counts)
  if (!rows.ok) throw new Error(`${path} holds rows that are ${rows.error}`)
  return rows.value
}

/** What a page remembers of backups by itself: not of the coach's books. */
const withoutMemory = (drafts: BackupRows['drafts']): BackupRows['drafts'] =>
  drafts.filter(({ id }) => id !== 'backup')

/**
 * How books differ from those of a backup that was restored into their browser, row by row, to the last bit: nothing but the device's name,
 * the sign-ins, and that what was still to be written is paused (PRODUCT 8). Empty when they do not.
 */
export const differences = (here: BackupRows, saved: BackupRows): readonly string[] => {
  const device = here.settings[0]?.value.device ?? ''
  const expected: BackupRows = {
    ...saved,
    accounts: saved.accounts.map((account) =>
      account.provider === 'practice' ? account : { ...account, state: 'sign-in' },
    ),
    outbox: saved.outbox.map((write) => (write.state === 'queued' ? { ...write, state: 'paused' } : write)),
    settings: saved.settings.map((row) => ({ ...row, value: { ...row.value, device } })),
    drafts: withoutMemory(saved.drafts),
  }
  const found: BackupRows = { ...here, drafts: withoutMemory(here.drafts) }
  const kept =
    device !== '' && device !== saved.settings[0]?.value.device ? [] : ['the device has its old name']
  return [
    ...kept,
    ...BACKUP_TABLES.flatMap((table) =>
      Array.from({ length: Math.max(found[table].length, expected[table].length) }, (_, index) => {
        const [is, was] = [found, expected].map((rows) => JSON.stringify(rows[table][index]))
        return is === was ? [] : [`${table} ${index}: ${is} instead of ${was}`]
      }).flat(),
    ),
  ]
}
