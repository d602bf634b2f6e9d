import { BACKUP_TABLES } from '../../../lib/tables.ts'
import type { Backup } from '../backup.ts'
import type { Browser } from '../browser.ts'
import type { World } from '../world.ts'

type Row = { readonly [field: string]: unknown }

/** PRODUCT 8: as it was saved, but for the sign-ins, what was still to be written, and the browser's name. */
const wanted = (table: string, row: Row): Row => {
  if (table === 'accounts') return { ...row, state: 'sign-in' }
  if (table === 'outbox' && row.state === 'queued') return { ...row, state: 'paused' }
  return row
}

const named = (row: Row): string => JSON.stringify({ ...row, value: { ...(row.value as Row), device: '' } })

/** What a browser holds the moment a backup has taken the place of its books: every row of it, and no other. */
export const checkRestored = (world: World, browser: Browser, { rows }: Backup): void => {
  const { report, browsers } = world
  for (const table of BACKUP_TABLES) {
    const text = table === 'settings' ? named : (row: Row) => JSON.stringify(row)
    const there = new Set((browser.disk.rows(table) as readonly unknown[]).map((row) => text(row as Row)))
    const missing = (rows[table] as readonly unknown[]).filter(
      (row) => !there.delete(text(wanted(table, row as Row))),
    )
    if (missing.length + there.size > 0)
      report(
        'restored',
        `${browser.name}: ${table} lacks ${missing.length} rows and has ${there.size} others`,
      )
  }
  const names = browsers.flatMap(({ disk }) => disk.rows('settings').map(({ value }) => value.device))
  const saved = rows.settings.map(({ value }) => value.device)
  if (new Set(names).size < names.length || saved.some((name) => name === browserName(browser)))
    report('restored', `${browser.name} goes by a name that another browser has`)
}

const browserName = ({ disk }: Browser): string | undefined => disk.rows('settings')[0]?.value.device
