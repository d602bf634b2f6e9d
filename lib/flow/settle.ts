import type { Account } from '../core/account.ts'
import { MARK } from '../core/annotation.ts'
import { isAnnotation } from '../core/carrier.ts'
import type { CalendarEvent } from '../core/event.ts'
import { type Failure, retryOf } from '../core/failure.ts'
import { afterFailure, laneOf, type Write, withoutBase } from '../core/outbox.ts'
import { type OfferedSlot, withEventId } from '../core/proposal.ts'
import type { Session } from '../core/session.ts'
import type { Deps, EventRecord, Tx } from '../ports.ts'
import { adopt } from './adopt.ts'
import type { Books } from './books.ts'
import { noteRead, toRecord } from './event-record.ts'
import { freeVain } from './free-booked.ts'
import { HOLD_TABLES } from './holds.ts'
import { livingKeys } from './look.ts'
import { isLink } from './moved.ts'
import type { Performed } from './perform.ts'
import { REROUTE_TABLES, reroute } from './reroute.ts'

/**
 * What a write that got through changes in the books, in one transaction: the row goes, the stored event takes over what came back (so
 * that a pull sees nothing new), an answer becomes a published one, a hold becomes held. What found its event deleted goes to another copy
 * of the meeting, if there is one (E11).
 */
export const settleDone = async (deps: Deps, write: Write, { event, onlyOurs }: Performed): Promise<void> => {
  if (isAnnotation(write.operation) && !isStanding(event) && (await goesElsewhere(deps, write))) return
  await deps.store.write([...HOLD_TABLES, 'answers', 'ledger'], async (tx) => {
    await tx.outbox.remove(write.id)
    if (write.operation.type === 'insert') {
      await setSlot(tx, write.eventId, isStanding(event) ? 'held' : 'released')
      if (event !== null) await goOnAs(tx, write, event.id)
    } else await forgetOvertaken(tx, write)
    if (!isStanding(event)) await freeVain(tx, write, deps.clock.now())
    if (event !== null) await takeOver(tx, write, event, onlyOurs, deps.clock.now())
  })
}

/** Sends what found its event gone by another copy; tells whether it did. Discarded meanwhile, it is not to come back. */
const goesElsewhere = (deps: Deps, { id }: Write): Promise<boolean> =>
  deps.store.write(REROUTE_TABLES, async (tx) => {
    const row = await tx.outbox.get(id)
    return row !== undefined && (await reroute(tx, row, deps.clock.now(), { refuses: true }))
  })

/**
 * A write that got through onto an event of our making settles whether that was made: that its creation was refused, or waits for the
 * coach since a backup was restored (it had got there unheard, E48), leaves nothing to try again, and nothing to tell the coach. Nor does a
 * refused removal of what is not ours any more since the write.
 */
const forgetOvertaken = async (tx: Tx<'outbox'>, { lane, operation }: Write): Promise<void> => {
  if (operation.type !== 'patch' && operation.type !== 'remove') return
  const expected = Object.entries(operation.expects)
  const off = operation.type === 'patch' ? (operation.patch.marks ?? {}) : {}
  const isOvertaken = ({ lane: where, operation: other }: Write): boolean =>
    other.type === 'insert'
      ? expected.every(([key, value]) => other.draft.marks[key] === value)
      : other.type === 'remove' &&
        where === lane &&
        Object.keys(other.expects).some((key) => off[key] === null)
  const stuck = await tx.outbox.whereAny('state', ['dead', 'paused'])
  await tx.outbox.removeMany(stuck.filter(isOvertaken).map(({ id }) => id))
}

/** True for an event that a write left in the calendar; what was created before may have been deleted since (E48). */
const isStanding = (event: CalendarEvent | null): event is CalendarEvent =>
  event !== null && event.status !== 'cancelled'

/** What came back with a write: onto the stored event, and its answers into the books. */
const takeOver = async (
  tx: Books & Tx<'events' | 'sessions'>,
  write: Write,
  event: CalendarEvent,
  onlyOurs: boolean,
  now: number,
): Promise<void> => {
  const stored = await tx.events.get(laneOf(write.calendarKey, event.id))
  const later = stored !== undefined && isNewer(stored, event) ? stored : null
  // While a chosen time was still marked as offered nothing of it went into its session: it is news to the next pull.
  const read = write.operation.type === 'patch' ? { ...event, etag: null } : event
  if (stored !== undefined && later === null) await echo(tx, stored, read, onlyOurs)
  if (stored !== undefined && later === null && !onlyOurs && isLink(write.operation))
    await noteRead(tx, stored, event.marks, new Set([MARK.makeupOf]))
  const session = write.sessionKey === null ? undefined : await tx.sessions.get(write.sessionKey)
  if (session === undefined || write.operation.type !== 'annotate' || event.status === 'cancelled') return
  await notePublished(tx, write.operation.head.id)
  const others = await marksOfOtherCopies(tx, session, write)
  const ours = await adopt(tx, session, [event.marks, ...others], now)
  // What came after our write was pulled before we heard of its success: it has the last word.
  const adopted = later === null ? ours : await adopt(tx, ours, [later.marks, ...others], now)
  if (adopted !== session) await tx.sessions.put(adopted)
  if (stored !== undefined && later === null && !onlyOurs) await noteAdopted(tx, stored, event.marks, adopted)
}

/**
 * The marks that went into the books, onto the stored event, whatever else of that is out of date: an answer is news to a pull where it
 * differs from those, and one that was replaced just now would not differ from an older picture when it comes back (from a backup). What is
 * said there of somebody who is not in the session went nowhere, and stays news.
 */
const noteAdopted = (
  tx: Tx<'events'>,
  stored: EventRecord,
  marks: EventRecord['marks'],
  { participants }: Session,
): Promise<void> =>
  noteRead(tx, stored, marks, new Set([MARK.queue, ...participants.map(({ id }) => MARK.answer(id))]))

/** Where there was no room for an answer beside three others it is as if these had replaced it: it gives way here too (PRODUCT 7). */
const notePublished = async (tx: Tx<'answers'>, id: string): Promise<void> => {
  const row = await tx.answers.get(id)
  if (row?.published === false) await tx.answers.put({ ...row, published: true })
}

/** True when what is stored was changed later than what a write brought back. */
const isNewer = (stored: CalendarEvent, event: CalendarEvent): boolean =>
  stored.updated !== null && event.updated !== null && stored.updated > event.updated

/**
 * The stored event as the calendar returned it. Only when our write went onto the very event that is stored: with a newer etag somebody
 * else's change would look as if it had been pulled already. Otherwise only its time is noted, so that a page read before our write is
 * recognised as older than it.
 */
const echo = (
  tx: Tx<'events'>,
  stored: EventRecord,
  event: CalendarEvent,
  onlyOurs: boolean,
): Promise<void> =>
  tx.events.put(
    onlyOurs
      ? { ...toRecord(event, stored.calendarKey, stored), tool: stored.tool ?? null }
      : { ...stored, updated: event.updated ?? stored.updated },
  )

const marksOfOtherCopies = async (
  tx: Tx<'events'>,
  session: Session,
  { lane }: Write,
): Promise<readonly EventRecord['marks'][]> => {
  const keys = livingKeys(session).filter((key) => key !== lane)
  const records = keys.length === 0 ? [] : await tx.events.getMany(keys)
  return records.flatMap((record) => (record === undefined ? [] : [record.marks]))
}

/** A hold that is on its way takes the state its write ended in; one that was released or chosen meanwhile stays so. */
export const setSlot = async (
  tx: Tx<'proposals'>,
  eventId: string,
  state: OfferedSlot['state'],
): Promise<void> => {
  const proposals = await tx.proposals.where('state', 'open')
  const proposal = proposals.find(({ slots }) => slots.some((slot) => slot.eventId === eventId))
  if (proposal === undefined) return
  const slots = proposal.slots.map((slot) =>
    slot.eventId === eventId && (slot.state === 'queued' || slot.state === 'failed')
      ? { ...slot, state }
      : slot,
  )
  await tx.proposals.put({ ...proposal, slots })
}

/**
 * What was known by the draft's id goes on under the id that the service gave the event (`CalendarPort.insert`): the slot it stands for,
 * and the writes to it.
 */
const goOnAs = async (
  tx: Tx<'outbox' | 'proposals'>,
  { calendarKey, eventId: known, lane }: Write,
  eventId: string,
): Promise<void> => {
  if (eventId === known) return
  const waiting = await tx.outbox.where('lane', lane)
  await tx.outbox.putMany(waiting.map((row) => ({ ...row, eventId, lane: laneOf(calendarKey, eventId) })))
  const proposals = await tx.proposals.all()
  await tx.proposals.putMany(proposals.flatMap((proposal) => withEventId(proposal, known, eventId) ?? []))
}

/** Whether a failure is about the account as a whole, so that its other writes need not be tried now. */
export const stopsAccount = (failure: Failure): boolean =>
  ['offline', 'rate-limited', 'sign-in-needed', 'scope-needed'].includes(failure.type)

/**
 * What a failure changes, in one transaction; `write` as it was before it was tried: the row waits, is parked or dies (see `afterFailure`),
 * or goes by another copy of the meeting where this one is gone or not ours to change (E11, E44); and where the account as a whole is
 * concerned the account says so and its other rows wait as long. `eventId`: of the event that it met, by which that is known from then on,
 * so that what stays in the calendar is found there (E48).
 */
export const settleFailed = (
  deps: Deps,
  write: Write,
  failure: Failure,
  eventId = write.eventId,
): Promise<void> => {
  const chance = deps.chance.next()
  return deps.store.write([...REROUTE_TABLES, 'proposals'], async (tx) => {
    await goOnAs(tx, write, eventId)
    // Discarded meanwhile: it must not come back.
    const row = await tx.outbox.get(write.id)
    if (row === undefined) return
    // That it is not found is believed of a copy only when its calendar has told so too: another one would else be written beside it.
    const refuses = failure.type === 'forbidden'
    const isClosed = refuses || failure.type === 'not-found'
    if (isClosed && (await reroute(tx, row, deps.clock.now(), { refuses }))) return
    const after = afterFailure(goneOut(row, write, failure), failure, deps.clock.now(), chance)
    const superseded = after.state === 'dead' ? await heirsOf(tx, row) : []
    const isTaken = failure.type === 'slot-taken'
    // Nobody has to decide about a write that was overtaken while it was under way; the later one says why it fails, if it does.
    // Nor about a time that is taken: the queue says so, and another is offered (E49).
    if (superseded.length > 0 || isTaken) await tx.outbox.remove(row.id)
    else await tx.outbox.put(after)
    await tx.outbox.putMany(superseded.map((other) => withoutBase(other, row)))
    if (after.state === 'dead' && row.operation.type === 'insert') {
      await setSlot(tx, row.eventId, isTaken ? 'taken' : 'failed')
    }
    if (!stopsAccount(failure)) return
    const account = await tx.accounts.get(row.accountId)
    if (account !== undefined) await tx.accounts.put(accountAfter(account, failure))
    const others = (await tx.outbox.where('state', 'queued')).filter(
      (other) => other.accountId === row.accountId,
    )
    await tx.outbox.putMany(
      others.map((other) => ({
        ...other,
        state: after.state === 'consent' ? after.state : other.state,
        nextAttemptAt: Math.max(other.nextAttemptAt, after.nextAttemptAt),
      })),
    )
  })
}

/** A creation that was turned away for want of a sign-in has not gone out, unless it had before. */
const goneOut = (row: Write, { tried = false }: Write, failure: Failure): Write =>
  row.tried === true && retryOf(failure).when === 'after-sign-in' ? { ...row, tried } : row

/** Later writes of the same lane that leave this row nothing to do: answers that replace its answer, the removal of what it was to create. */
const heirsOf = async (tx: Tx<'outbox'>, { lane, operation }: Write): Promise<readonly Write[]> => {
  const isHeir = ({ operation: later }: Write): boolean => {
    if (operation.type === 'annotate')
      return later.type === 'annotate' && later.base.includes(operation.head.id)
    return operation.type === 'insert' && later.type === 'remove'
  }
  return (await tx.outbox.where('lane', lane)).filter(isHeir)
}

const accountAfter = (account: Account, failure: Failure): Account => {
  if (failure.type === 'sign-in-needed') return { ...account, state: 'sign-in' }
  return failure.type === 'scope-needed' ? { ...account, access: 'read' } : account
}
