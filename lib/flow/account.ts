import {
  type Account,
  type AccountRefusal,
  choose,
  mergeCalendars,
  PRACTICE_ACCOUNT,
} from '../core/account.ts'
import type { Failure } from '../core/failure.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { Deps, Tx } from '../ports.ts'
import { HOLD_TABLES } from './holds.ts'
import { leaveCalendars } from './leave.ts'
import { REROUTE_TABLES, rerouteAccount } from './reroute.ts'

const refuse = (reason: AccountRefusal['reason'], failure: AccountRefusal['failure'] = null) =>
  err<AccountRefusal>({ reason, failure })

/**
 * Connects the practice calendars (PRODUCT 10), the first of them chosen. Once connected it does nothing more. Refuses `calendar` when
 * the practice month cannot be read or kept.
 */
export const startPractice = async ({
  clock,
  store,
  calendars,
}: Pick<Deps, 'clock' | 'store' | 'calendars'>): Promise<
  Result<{ readonly accountId: string }, AccountRefusal>
> => {
  const account: Account = { ...PRACTICE_ACCOUNT, state: 'ok', connectedAt: clock.now() }
  const listed = await calendars.of(account).calendars()
  if (!listed.ok) return refuse('calendar', listed.error)
  await store.write(['accounts', 'calendars'], async (tx) => {
    if (!(await tx.accounts.add(account))) return
    await tx.calendars.putMany(mergeCalendars([], listed.value).put)
  })
  return ok({ accountId: account.id })
}

/**
 * Watches a calendar, or leaves it: then it loses its snapshot; what the coach said about its sessions stays (`leaveCalendars`). Refuses
 * `not-found` for one that is gone.
 */
export const chooseCalendar = (
  { clock, store }: Pick<Deps, 'clock' | 'store'>,
  { calendarKey, chosen }: { readonly calendarKey: string; readonly chosen: boolean },
): Promise<Result<null, AccountRefusal>> =>
  store.write(HOLD_TABLES, async (tx) => {
    const record = await tx.calendars.get(calendarKey)
    if (record === undefined) return refuse('not-found')
    if (record.chosen === chosen) return ok(null)
    await tx.calendars.put(choose(record, chosen))
    if (!chosen) await leaveCalendars(tx, [calendarKey], clock.now())
    return ok(null)
  })

/** Gives an account the coach's own name; an empty one brings its address back. Refuses `not-found`. */
export const renameAccount = (
  { store }: Pick<Deps, 'store'>,
  { accountId, label }: { readonly accountId: string; readonly label: string },
): Promise<Result<null, AccountRefusal>> =>
  store.write(['accounts'], async (tx) => {
    const account = await tx.accounts.get(accountId)
    if (account === undefined) return refuse('not-found')
    await tx.accounts.put({ ...account, label: label.trim() })
    return ok(null)
  })

/**
 * Pauses an account, or resumes it. Paused, it is not read, not written to and not asked about; its snapshot and what is queued stay as
 * they are, so that it goes on where it stopped: what ended meanwhile is asked about then. What another account can write in its place
 * goes out there (E11). Refuses `not-found`.
 */
export const pauseAccount = (
  { clock, store }: Pick<Deps, 'clock' | 'store'>,
  { accountId, paused }: { readonly accountId: string; readonly paused: boolean },
): Promise<Result<null, AccountRefusal>> =>
  store.write(REROUTE_TABLES, async (tx) => {
    const account = await tx.accounts.get(accountId)
    if (account === undefined) return refuse('not-found')
    await tx.accounts.put({ ...account, paused })
    if (paused) await rerouteAccount(tx, accountId, clock.now())
    return ok(null)
  })

/** Writes down whether an account needs the coach (E43): after `sign-in-needed` it does, after a success (null) it does not. */
export const noteSignIn = async (
  tx: Tx<'accounts'>,
  accountId: string,
  failure: Failure | null,
): Promise<void> => {
  if (failure !== null && failure.type !== 'sign-in-needed') return
  const state = failure === null ? 'ok' : 'sign-in'
  const account = await tx.accounts.get(accountId)
  if (account !== undefined && account.state !== state) await tx.accounts.put({ ...account, state })
}

/**
 * Reads the account's list of calendars again. Choices and syncing stay. Refuses `not-found` for an unknown account, `calendar` with
 * the failure when the list could not be had: then nothing changes but the account's need of a sign-in.
 */
export const refreshCalendars = async (
  { store, calendars }: Pick<Deps, 'store' | 'calendars'>,
  { accountId }: { readonly accountId: string },
): Promise<Result<null, AccountRefusal>> => {
  const account = await store.read(['accounts'], (tx) => tx.accounts.get(accountId))
  if (account === undefined) return refuse('not-found')
  const listed = await calendars.of(account).calendars()
  return store.write(['accounts', 'calendars'], async (tx) => {
    await noteSignIn(tx, accountId, listed.ok ? null : listed.error)
    if (!listed.ok) return refuse('calendar', listed.error)
    const { put, remove } = mergeCalendars(await tx.calendars.where('accountId', accountId), listed.value)
    await tx.calendars.putMany(put)
    await tx.calendars.removeMany(remove)
    return ok(null)
  })
}
