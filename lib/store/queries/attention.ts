import { type Account, needsSignIn } from '../../core/account.ts'
import type { Failure } from '../../core/failure.ts'
import { STALE_AFTER } from '../../core/view/sync.ts'
import type { OpenBooks } from '../../tables.ts'

/** What about the calendars needs the coach, or null while all is well (UI: shown only when stale or broken). */
export type Attention =
  | { readonly what: 'sign-in'; readonly account: Account; readonly pulledAt: number | null }
  | { readonly what: 'stale'; readonly pulledAt: number; readonly failure: Failure | null }
  | null

/** Whether an account wants a sign-in or its data has grown old, and whether there is any account. `now` in epoch ms. */
export const calendarsState = async (
  db: OpenBooks,
  now: number,
): Promise<{ readonly attention: Attention; readonly connected: boolean }> => {
  const [accounts, calendars] = await Promise.all([db.accounts.all(), db.calendars.all()])
  const read = new Set(accounts.filter(({ paused }) => !paused).map(({ id }) => id))
  const watched = calendars.filter(
    ({ chosen, pulledAt, accountId }) => chosen && pulledAt !== null && read.has(accountId),
  )
  const oldest = watched.toSorted((a, b) => (a.pulledAt ?? 0) - (b.pulledAt ?? 0))[0]
  const pulledAt = oldest?.pulledAt ?? null
  const account = accounts.find(needsSignIn)
  const connected = accounts.length > 0
  if (account) return { attention: { what: 'sign-in', account, pulledAt }, connected }
  const stale = pulledAt !== null && now - pulledAt > STALE_AFTER
  const failure = oldest?.lastFailure ?? null
  return { attention: stale ? { what: 'stale', pulledAt, failure } : null, connected }
}

/** The first action item still open for these addresses, for the line of the next session. */
export const openAction = async (db: OpenBooks, sessionKey: string): Promise<string | null> => {
  const session = await db.sessions.get(sessionKey)
  const addresses = session?.participants.flatMap(({ address }) => address ?? []) ?? []
  const notes = await db.notes.whereAny('address', addresses)
  const open = notes.flatMap(({ actions }) => actions.filter(({ done }) => !done))
  return open[0]?.text ?? null
}
