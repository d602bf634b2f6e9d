import type { Session } from '../core/session.ts'
import type { Tx } from '../ports.ts'

type Books = Tx<'events' | 'sessions' | 'proposals' | 'queue'>

/** True when the coach has said nothing about it and nothing hangs on it: it is made again as it was when its calendar comes back. */
const isUntouched = (session: Session): boolean =>
  session.makeupOf === null &&
  session.kind === null &&
  session.participants.every(({ outcome }) => outcome === null)

const leaveSessions = async (tx: Books, keys: ReadonlySet<string>, now: number): Promise<void> => {
  const kept: Session[] = []
  const dropped: string[] = []
  for (const session of await tx.sessions.all()) {
    const copies = session.copies.filter(({ calendarKey }) => !keys.has(calendarKey))
    if (copies.length === session.copies.length) continue
    if (copies.length > 0) kept.push({ ...session, copies })
    else if (session.standing === 'open' && session.end > now && isUntouched(session))
      dropped.push(session.key)
    else {
      const standing = session.standing === 'open' ? 'history' : session.standing
      kept.push({ ...session, copies, standing, open: 0 })
    }
  }
  await tx.sessions.putMany(kept)
  await tx.sessions.removeMany(dropped)
}

/** What was offered on such a calendar can no longer be chosen there: the session is back in the queue. */
const leaveProposals = async (tx: Books, keys: ReadonlySet<string>): Promise<void> => {
  const open = (await tx.proposals.where('state', 'open')).filter(({ calendarKey }) => keys.has(calendarKey))
  await tx.proposals.putMany(open.map((proposal) => ({ ...proposal, state: 'withdrawn' })))
  const items = await tx.queue.getMany(open.map(({ queueId }) => queueId))
  await tx.queue.putMany(
    items.flatMap((item) =>
      item?.state === 'proposed' ? [{ ...item, state: 'open', proposalId: null }] : [],
    ),
  )
}

/**
 * Stops watching calendars (by key), inside the caller's transaction: their snapshots go, questions about them stop, and all that the
 * coach ever said about them stays as history (E46). A session that lives in another calendar too goes on there (E11). `now` in epoch ms.
 */
export const leaveCalendars = async (
  tx: Books,
  calendarKeys: readonly string[],
  now: number,
): Promise<void> => {
  if (calendarKeys.length === 0) return
  const keys = new Set(calendarKeys)
  const events = await tx.events.whereAny('calendarKey', calendarKeys)
  await tx.events.removeMany(events.map(({ key }) => key))
  await leaveSessions(tx, keys, now)
  await leaveProposals(tx, keys)
}
