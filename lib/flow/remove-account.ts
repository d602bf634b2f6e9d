import type { AccountRefusal } from '../core/account.ts'
import type { Write } from '../core/outbox.ts'
import { ok, type Result } from '../core/result.ts'
import type { Deps, Tx } from '../ports.ts'
import { takeBack } from './annotations.ts'
import { HOLD_TABLES } from './holds.ts'
import { leaveCalendars, withdrawFrom } from './leave.ts'
import { push } from './push.ts'
import { rerouteAccount } from './reroute.ts'

/** Kept and listed, so that the coach sees what was never written (E46). */
const discarded = (write: Write): Write => ({
  ...write,
  state: 'dead',
  lastFailure: { type: 'rejected', status: 0, reason: 'account-removed' },
})

const keysOf = async (tx: Tx<'calendars'>, accountId: string): Promise<readonly string[]> =>
  (await tx.calendars.where('accountId', accountId)).map(({ key }) => key)

const writesOf = async (tx: Tx<'outbox'>, accountId: string): Promise<readonly Write[]> =>
  (await tx.outbox.all()).filter((write) => write.accountId === accountId)

/** What has to reach the calendar while there still is access: holds go, and annotations too when the coach wants them taken back. */
const prepare = (
  { clock, store }: Pick<Deps, 'clock' | 'store'>,
  accountId: string,
  takesBack: boolean,
): Promise<{ readonly hasWrites: boolean }> =>
  store.write(HOLD_TABLES, async (tx) => {
    await withdrawFrom(tx, await keysOf(tx, accountId), clock.now())
    if (takesBack) await takeBack(tx, accountId, clock.now())
    const account = await tx.accounts.get(accountId)
    // Paused, nothing would be sent.
    if (account?.paused) await tx.accounts.put({ ...account, paused: false })
    return { hasWrites: (await writesOf(tx, accountId)).some(({ state }) => state === 'queued') }
  })

/**
 * Disconnects an account (E46): its calendars and their snapshots go, questions stop, answers and books stay, and its secrets are forgotten.
 * First its holds are released, annotations are taken back if `takeBack`, and what is queued is sent once more, as long as that is possible.
 * What another account has the same meeting for goes out there (E11); what could not be written is listed as discarded. Removed twice is
 * removed once.
 */
export const removeAccount = async (
  deps: Deps,
  { accountId, takeBack: takesBack }: { readonly accountId: string; readonly takeBack: boolean },
): Promise<Result<null, AccountRefusal>> => {
  const { clock, store, signIn } = deps
  const { hasWrites } = await prepare(deps, accountId, takesBack)
  if (hasWrites) await push(deps)
  const account = await store.write([...HOLD_TABLES, 'answers'], async (tx) => {
    const known = await tx.accounts.get(accountId)
    if (known === undefined) return undefined
    const keys = await keysOf(tx, accountId)
    await leaveCalendars(tx, keys, clock.now())
    await rerouteAccount(tx, accountId, clock.now())
    const left = (await writesOf(tx, accountId)).filter(({ state }) => state !== 'dead')
    await tx.outbox.putMany(left.map(discarded))
    await tx.calendars.removeMany(keys)
    await tx.accounts.remove(accountId)
    return known
  })
  if (account !== undefined) await signIn.forget(account)
  return ok(null)
}
