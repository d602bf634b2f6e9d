import { needsSignIn } from '../core/account.ts'
import { BOOKS_LOCK } from '../core/backup.ts'
import type { Deps, Table } from '../ports.ts'
import { BACKUP_TABLES, type BackupRows } from '../tables.ts'

/**
 * What is not restored as it was: this browser goes by a new name, so that the two are not taken for one; no sign-in comes along (the
 * practice month needs none); and what was still to be written waits for the coach, who knows whether it was written since.
 */
const asRestored = (rows: BackupRows, device: string): BackupRows => ({
  ...rows,
  accounts: rows.accounts.map((account) =>
    account.provider === 'practice' ? account : { ...account, state: 'sign-in' },
  ),
  outbox: rows.outbox.map((write) => (write.state === 'queued' ? { ...write, state: 'paused' } : write)),
  settings: rows.settings.map((row) => ({ ...row, value: { ...row.value, device } })),
})

/** What a restore leaves to the coach: writes to resume or discard, accounts to sign in to. */
export type LeftToDo = { readonly waiting: number; readonly signIns: number }

const leftIn = ({ outbox, accounts }: BackupRows): LeftToDo => ({
  waiting: outbox.filter(({ state }) => state === 'paused').length,
  signIns: accounts.filter(needsSignIn).length,
})

/**
 * Puts the rows of a backup in the place of everything that is here, in one transaction: all of it, or nothing is changed. Waits until
 * the background is between two of its works, and holds it off meanwhile. Sign-in secrets of this browser stay. Returns what is left to
 * do. Rejects when the database fails (E55).
 */
export const restore = (
  { store, ids, locks }: Pick<Deps, 'store' | 'ids' | 'locks'>,
  backup: BackupRows,
): Promise<LeftToDo> =>
  locks.alone(BOOKS_LOCK, async () => {
    const rows = asRestored(backup, ids.next().slice(0, 12))
    await store.write(BACKUP_TABLES, async (tx) => {
      for (const name of BACKUP_TABLES) {
        // Which row goes with which table is lost on a union of names.
        const table = tx[name] as unknown as Table<object, string>
        const before = await table.all()
        await table.removeMany(before.map(keyOf))
        await table.putMany(rows[name])
      }
    })
    return leftIn(rows)
  })

const keyOf = (row: object): string => ('key' in row ? row.key : (row as { id: string }).id) as string
