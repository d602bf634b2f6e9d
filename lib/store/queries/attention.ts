import { type Account, needsSignIn } from '../../core/account.ts'
import { openActionsIn } from '../../core/brief.ts'
import { whoseIs } from '../../core/client.ts'
import type { Failure } from '../../core/failure.ts'
import { participantKey } from '../../core/session-row.ts'
import { STALE_AFTER } from '../../core/view/sync.ts'
import type { OpenBooks } from '../../tables.ts'
import { clientNotes } from './client-notes.ts'
import { readPeople } from './people.ts'

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

/** An action item that is still open with one of a session's people, of their latest notes first: for the line of the next session. */
export const openAction = async (db: OpenBooks, sessionKey: string): Promise<string | null> => {
  const [session, people] = await Promise.all([db.sessions.get(sessionKey), readPeople(db)])
  if (session === undefined) return null
  for (const participant of session.participants) {
    const { id, address } = participant
    const whose = whoseIs(
      people.clientOf(session, participant),
      { sessionKey, participant: id, address },
      people.links,
    )
    const notes = await clientNotes(db, whose)
    const [open] = openActionsIn(notes.filter((note) => note.id !== participantKey(sessionKey, id)))
    if (open !== undefined) return open.action.text
  }
  return null
}
