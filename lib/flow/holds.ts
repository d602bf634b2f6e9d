import { MARK } from '../core/annotation.ts'
import { gate } from '../core/carrier.ts'
import type { Calendar, EventDraft } from '../core/event.ts'
import { holdMarks } from '../core/offered-event.ts'
import { laneOf, type NewWrite, type Write, type WriteOperation } from '../core/outbox.ts'
import { ended, isKept, leaving, type OfferedSlot, type Proposal, type QueueItem } from '../core/proposal.ts'
import { partsOf, type Session } from '../core/session.ts'
import type { Tx } from '../ports.ts'
import { enqueueAnnotation } from './annotate.ts'
import { settingsOf } from './answer.ts'
import { enqueue } from './enqueue.ts'

/** The tables of the one transaction in which holds are made or go. */
export const HOLD_TABLES = [
  'proposals',
  'queue',
  'outbox',
  'sessions',
  'events',
  'accounts',
  'calendars',
  'settings',
] as const
export type HoldTx = Tx<(typeof HOLD_TABLES)[number]>

/**
 * Ends an open proposal: what stands for its times goes from the calendar, and what it was for waits in the queue again; where an answer has
 * meanwhile taken it out of the queue (E37), it leaves. Does nothing to a proposal that is over. `now` in epoch ms.
 */
export const endProposal = async (
  tx: HoldTx,
  proposal: Proposal,
  state: 'withdrawn' | 'expired',
  now: number,
): Promise<void> => {
  if (proposal.state !== 'open') return
  await removeHolds(tx, proposal, null, now)
  await tx.proposals.put(ended(proposal, state))
  const item = await tx.queue.get(proposal.after)
  if (item?.proposalId === proposal.id) await freePlace(tx, item, now)
}

/** What an offer that is over was made for waits in the queue again, where it still does, and says so to other browsers. */
export const freePlace = async (tx: HoldTx, item: QueueItem, now: number): Promise<void> => {
  const session = await tx.sessions.get(item.sessionKey)
  if (item.state === 'off') {
    const outcome = session?.participants.find(({ id }) => id === item.participant)?.outcome
    // Let go in another browser, while its answer still sends it back: it stays let go.
    return outcome?.reschedule ? tx.queue.put({ ...item, proposalId: null }) : tx.queue.remove(item.id)
  }
  if (item.state !== 'proposed') return
  await tx.queue.put({
    ...item,
    state: 'open',
    proposalId: null,
    ...(item.elsewhere ? { elsewhere: false } : {}),
  })
  if (session !== undefined) await markQueue(tx, session, item.participant, 'open', now)
}

/** Takes a proposal's holds and invitations from the calendar, all but the one of `exceptEventId`; whoever was invited is told. */
export const removeHolds = async (
  tx: HoldTx,
  proposal: Proposal,
  exceptEventId: string | null,
  now: number,
): Promise<void> => {
  for (const slot of proposal.slots) {
    if (slot.eventId === exceptEventId) continue
    const { isNever, draft } = await dropUnwritten(tx, proposal, slot)
    if (isNever || (!isKept(slot) && draft === undefined)) continue
    await removeHold(tx, proposal, slot, draft, now)
  }
}

/**
 * Takes what stands for one of a proposal's times from the calendar. `draft`: what it was to be made of, where nobody knows whether it was
 * (E48). Without its calendar there is nothing that could be reached, and nothing is done.
 */
export const removeHold = async (
  tx: HoldTx,
  proposal: Proposal,
  { eventId }: OfferedSlot,
  draft: EventDraft | undefined,
  now: number,
): Promise<void> => {
  const calendar = await tx.calendars.get(proposal.calendarKey)
  const account = calendar === undefined ? undefined : await tx.accounts.get(calendar.accountId)
  if (calendar === undefined || account === undefined) return
  const { annotations } = await settingsOf(tx)
  const { sessionKey, participant } = partsOf(proposal.after)
  const session = await tx.sessions.get(sessionKey)
  const address = session?.participants.find(({ id }) => id === participant)?.address ?? null
  const index = proposal.slots.findIndex((slot) => slot.eventId === eventId)
  // Whether a hold still is only ours is looked at when it goes: what the coach did to it may not have been read yet (E51).
  const operation: WriteOperation = {
    type: 'remove',
    expects: holdMarks(proposal.id, index),
    ...(proposal.way === 'invite' ? { tell: address === null ? [] : [address] } : {}),
    ...(draft === undefined ? {} : { draft }),
  }
  const write: NewWrite = {
    ...writeTo(calendar, eventId),
    idempotencyKey: `release:${eventId}`,
    sessionKey,
    operation,
    state: gate(operation, annotations, calendar, account) === 'consent' ? 'consent' : 'queued',
  }
  await enqueue(tx, write, now)
}

/** Notes on the offer of an event that this stays in the calendar (`leaving`). */
export const noteLeft = async (
  tx: Tx<'proposals'>,
  eventId: string,
  how: Parameters<typeof leaving>[2],
): Promise<void> => {
  for (const proposal of await tx.proposals.all()) {
    const left = leaving(proposal, eventId, how)
    if (left !== proposal) await tx.proposals.put(left)
  }
}

/** Where a write to an event of this calendar goes. */
export const writeTo = (
  { accountId, key, id }: Pick<Calendar, 'accountId' | 'key' | 'id'>,
  eventId: string,
): Pick<NewWrite, 'accountId' | 'calendarKey' | 'calendarId' | 'eventId'> => ({
  accountId,
  calendarKey: key,
  calendarId: id,
  eventId,
})

/**
 * Drops the event's own write where it can no longer be on its way. `isNever`: it never went out, so that there is nothing to remove, and
 * nobody to tell; else `draft` is what may have got there unheard before (E48). A queued row that went out may be under way this instant:
 * it goes first, the removal after it.
 */
const dropUnwritten = async (
  tx: HoldTx,
  proposal: Proposal,
  slot: OfferedSlot,
): Promise<{ readonly isNever: boolean; readonly draft?: EventDraft }> => {
  const rows = await tx.outbox.where('lane', laneOf(proposal.calendarKey, slot.eventId))
  const insert = rows.find(({ operation }) => operation.type === 'insert')
  if (insert?.operation.type !== 'insert') return { isNever: false }
  const isOut = mayBeThere(insert)
  if (!isOut || insert.state !== 'queued') await tx.outbox.remove(insert.id)
  return isOut ? { isNever: false, draft: insert.operation.draft } : { isNever: true }
}

/** True when a creation may have got there unheard: it went out, or came with a backup and may have after that was made (E48). */
export const mayBeThere = ({ tried, state }: Pick<Write, 'tried' | 'state'>): boolean =>
  tried === true || state === 'paused'

/** Leaves a participant's place in the queue (`open`, `proposed:…`, `booked:…`, `off`; '': none) on the session's event, for other browsers. */
export const markQueue = async (
  tx: HoldTx,
  session: Session,
  participant: string,
  place: string,
  now: number,
): Promise<void> => {
  const operation = { type: 'mark', marks: { [MARK.queue]: `${participant}=${place}` } } as const
  const idempotencyKey = `queue:${session.key}#${participant}:${place}:${now}`
  await enqueueAnnotation(tx, session, { idempotencyKey, operation }, await settingsOf(tx), now)
}
