import { isTimed } from '../core/event.ts'
import type { Write } from '../core/outbox.ts'
import { type Proposal, unchosen } from '../core/proposal.ts'
import type { Tx } from '../ports.ts'
import { endProposal, HOLD_TABLES, markQueue } from './holds.ts'

/** The tables of the transaction in which a choice is taken back. */
export const UNCHOOSE_TABLES = [...HOLD_TABLES, 'answers', 'notes'] as const
type UnchooseTx = Tx<(typeof UNCHOOSE_TABLES)[number]>

/**
 * Takes a choice back whose hold was not made the session, and the coach gave that up: the calendar has a hold there and nothing else.
 * The session that stood for it goes, and the time is on offer again; where nothing waits for it any more, the hold goes, too. A session
 * of which something was said meanwhile stays as one that is in no calendar, as if added by hand; its hold keeps the time free. An
 * invitation stays chosen, for the client's yes would choose it again: at the time that it has. `now` in epoch ms.
 */
export const unchoose = async (
  tx: UnchooseTx,
  { eventId, lane, operation }: Write,
  now: number,
): Promise<void> => {
  if (operation.type !== 'patch') return
  const all = await tx.proposals.where('state', 'chosen')
  const proposal = all.find(({ slots }) =>
    slots.some((slot) => slot.eventId === eventId && slot.state === 'chosen'),
  )
  const bookedKey = proposal?.bookedKey
  if (proposal === undefined || bookedKey === undefined) return
  if (proposal.way === 'invite')
    return operation.patch.time === undefined ? undefined : stay(tx, lane, bookedKey)
  const record = await tx.events.get(lane)
  if (record?.sessionKey === bookedKey) await tx.events.put({ ...record, sessionKey: '' })
  const booked = await tx.sessions.get(bookedKey)
  if (booked !== undefined && (await isSpokenOf(tx, bookedKey))) {
    await tx.sessions.put({ ...booked, copies: [], recognisedBy: 'hand' })
    return
  }
  await tx.sessions.remove(bookedKey)
  const waiting = await tx.outbox.where('lane', lane)
  const isMade = waiting.every((row) => row.operation.type !== 'insert')
  const open = unchosen(proposal, isMade ? 'held' : 'queued')
  await tx.proposals.put(open)
  await waitAgain(tx, open, bookedKey, now)
}

/** The session of an invitation that the client asked another time for, and that is not moved there, is when it stands in the calendar. */
const stay = async (tx: UnchooseTx, lane: string, bookedKey: string): Promise<void> => {
  const event = await tx.events.get(lane)
  const booked = await tx.sessions.get(bookedKey)
  if (booked === undefined || event === undefined || event.status === 'cancelled' || !isTimed(event)) return
  const { start, end, zone } = event
  await tx.sessions.put({ ...booked, start, end, zone })
}

/** True when the books hold something about a session that is never thrown away. */
const isSpokenOf = async (tx: UnchooseTx, sessionKey: string): Promise<boolean> => {
  const said = [
    ...(await tx.answers.where('sessionKey', sessionKey)),
    ...(await tx.notes.where('sessionKey', sessionKey)),
  ]
  return said.length > 0
}

/** The place in the queue as it was before the choice; without one, or with another offer by now, this one is over. */
const waitAgain = async (
  tx: UnchooseTx,
  proposal: Proposal,
  bookedKey: string,
  now: number,
): Promise<void> => {
  const { id, after, purpose } = proposal
  if (purpose === 'next') {
    const others = await tx.proposals.where('after', after)
    const isOffered = others.some(
      (other) => other.state === 'open' && other.id !== id && other.purpose === purpose,
    )
    return isOffered ? endProposal(tx, proposal, 'withdrawn', now) : undefined
  }
  const item = await tx.queue.get(after)
  if (item?.makeupKey !== bookedKey) return endProposal(tx, proposal, 'withdrawn', now)
  const session = await tx.sessions.get(item.sessionKey)
  const outcome = session?.participants.find((each) => each.id === item.participant)?.outcome
  if (session === undefined || !outcome?.reschedule) {
    await tx.queue.remove(item.id)
    return endProposal(tx, proposal, 'withdrawn', now)
  }
  await tx.queue.put({ ...item, state: 'proposed', proposalId: id, makeupKey: null })
  await markQueue(tx, session, item.participant, `proposed:${id}`, now)
}
