import { needsSignIn } from '../../core/account.ts'
import { HOUR } from '../../core/time.ts'
import type { Database } from '../db.ts'

/** What about the calendars needs the coach, or null while all is well (UI: shown only when stale or broken). */
export type Attention =
  | { readonly what: 'sign-in'; readonly email: string; readonly pulledAt: number | null }
  | { readonly what: 'stale'; readonly pulledAt: number }
  | null

/** A calendar is polled every 15 minutes while the coach is there; after so long something is wrong, or the machine slept. */
const STALE_AFTER = 2 * HOUR

/** Whether an account wants a sign-in or its data has grown old, and whether there is any account. `now` in epoch ms. */
export const calendarsState = async (
  db: Database,
  now: number,
): Promise<{ readonly attention: Attention; readonly connected: boolean }> => {
  const [accounts, calendars] = await Promise.all([db.accounts.toArray(), db.calendars.toArray()])
  const pulls = calendars.flatMap(({ chosen, pulledAt }) => (chosen && pulledAt !== null ? [pulledAt] : []))
  const pulledAt = pulls.length > 0 ? Math.min(...pulls) : null
  const broken = accounts.find(needsSignIn)
  const connected = accounts.length > 0
  if (broken) return { attention: { what: 'sign-in', email: broken.email, pulledAt }, connected }
  const stale = pulledAt !== null && now - pulledAt > STALE_AFTER
  return { attention: stale ? { what: 'stale', pulledAt } : null, connected }
}

/** The first action item still open for these addresses, for the line of the next session. */
export const openAction = async (db: Database, sessionKey: string): Promise<string | null> => {
  const session = await db.sessions.get(sessionKey)
  const addresses = session?.participants.flatMap(({ address }) => address ?? []) ?? []
  const notes = await db.notes.where('address').anyOf(addresses).toArray()
  const open = notes.flatMap(({ actions }) => actions.filter(({ done }) => !done))
  return open[0]?.text ?? null
}
