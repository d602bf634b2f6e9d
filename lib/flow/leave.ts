import type { Session } from '../core/session.ts'
import type { Tx } from '../ports.ts'
import { endProposal, type HoldTx } from './holds.ts'

/** True when the coach has said nothing about it and nothing hangs on it: it is made again as it was when its calendar comes back. */
const isUntouched = (session: Session): boolean =>
  session.makeupOf === null &&
  session.kind === null &&
  session.participants.every(({ outcome }) => outcome === null)

const leaveSessions = async (tx: Tx<'sessions'>, keys: ReadonlySet<string>, now: number): Promise<void> => {
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

/**
 * Withdraws what is offered on these calendars (by key), inside the caller's transaction: the holds go, since nobody would watch over them
 * any more, and what they were for is back in the queue. `now` in epoch ms.
 */
export const withdrawFrom = async (
  tx: HoldTx,
  calendarKeys: readonly string[],
  now: number,
): Promise<void> => {
  const open = await tx.proposals.where('state', 'open')
  for (const proposal of open.filter(({ calendarKey }) => calendarKeys.includes(calendarKey))) {
    await endProposal(tx, proposal, 'withdrawn', now)
  }
}

/**
 * Stops watching calendars (by key), inside the caller's transaction: their snapshots go, questions about them stop, and all that the coach
 * ever said about them stays as history (E46). Times on offer there are withdrawn. A session that lives in another calendar too goes on there
 * (E11). `now` in epoch ms.
 */
export const leaveCalendars = async (
  tx: HoldTx,
  calendarKeys: readonly string[],
  now: number,
): Promise<void> => {
  if (calendarKeys.length === 0) return
  const keys = new Set(calendarKeys)
  // While events and copies are still known: where the holds are, and which event says how far it got.
  await withdrawFrom(tx, calendarKeys, now)
  const events = await tx.events.whereAny('calendarKey', calendarKeys)
  await tx.events.removeMany(events.map(({ key }) => key))
  await leaveSessions(tx, keys, now)
}
