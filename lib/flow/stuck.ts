import type { EventDraft } from '../core/event.ts'
import { type Write, withoutBase } from '../core/outbox.ts'
import { keptSlots } from '../core/proposal.ts'
import { ok } from '../core/result.ts'
import { overlaps } from '../core/time.ts'
import { refused } from '../core/view/refused.ts'
import type { Deps, Tx } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { type HoldTx, mayBeThere, noteLeft, removeHold } from './holds.ts'
import { setSlot } from './settle.ts'
import { UNCHOOSE_TABLES, unchoose } from './unchoose.ts'

/**
 * Tries a stuck row again at once, as if for the first time: a dead one, one that waits, one that came with a backup. A time that could
 * not be held is kept again from then on. Fails with `not-found` when there is no such row (any more); with `slot-taken` when the time was
 * offered to somebody else meanwhile, and `too-many-holds` when it would be one more than the coach holds at most.
 */
export const retryWrite = (deps: Deps, { writeId }: { readonly writeId: string }) =>
  deps.store.write(['outbox', 'proposals', 'settings'], async (tx) => {
    const write = await tx.outbox.get(writeId)
    if (write === undefined) return refused('not-found')
    // A calendar that said no may say yes now.
    const { refusedBy: _, ...again } = write
    const objection = await keepAgain(tx, write)
    if (objection !== null) return refused(objection)
    const state = write.state === 'consent' ? 'consent' : 'queued'
    await tx.outbox.put({
      ...again,
      state,
      attempts: 0,
      // That it came with a backup is not to be seen of it any more.
      ...(mayBeThere(write) ? { tried: true } : {}),
      nextAttemptAt: deps.clock.now(),
      lastFailure: null,
    })
    return ok(null)
  })

/** What could not be held is not kept: its time may be another offer's by now (PRODUCT 6). Null: it is kept for this one. */
const keepAgain = async (
  tx: Tx<'proposals' | 'settings'>,
  { eventId, operation }: Write,
): Promise<'slot-taken' | 'too-many-holds' | null> => {
  const open = await tx.proposals.where('state', 'open')
  const slot = open.flatMap(({ slots }) => slots).find((each) => each.eventId === eventId)
  if (operation.type !== 'insert' || slot?.state !== 'failed') return null
  const kept = keptSlots(open)
  if (kept.some((other) => overlaps(other, slot))) return 'slot-taken'
  if (kept.length >= (await settingsOf(tx)).reschedule.maxHeld) return 'too-many-holds'
  await setSlot(tx, eventId, 'queued')
  return null
}

/**
 * Gives a row up: what it said stays on this machine only, and a choice that could not be carried out is none (`unchoose`). Later answers
 * that waited for it take over what it would have replaced, so that they do not look like a conflict. A creation whose removal is given
 * up goes along: what it was made for is over, and it would go out after it (E48). Fails with `not-found` when there is none (any more).
 */
export const discardWrite = (deps: Deps, { writeId }: { readonly writeId: string }) =>
  deps.store.write(UNCHOOSE_TABLES, async (tx) => {
    const write = await tx.outbox.get(writeId)
    if (write === undefined) return refused('not-found')
    await tx.outbox.remove(writeId)
    if (write.operation.type === 'insert') {
      await setSlot(tx, write.eventId, 'failed')
      if (mayBeThere(write)) await removeUnheard(tx, write, write.operation.draft, deps.clock.now())
    }
    await unchoose(tx, write, deps.clock.now())
    await leave(tx, write)
    const others = await tx.outbox.where('lane', write.lane)
    const orphans = write.operation.type === 'remove' ? others.filter(isCreation) : []
    await tx.outbox.removeMany(orphans.map(({ id }) => id))
    const later = others.filter((other) => !orphans.includes(other))
    await tx.outbox.putMany(later.map((other) => withoutBase(other, write)))
    return ok(null)
  })

/** An invitation that is not taken away is asked about when its client accepted it (`takeForsaken`), unless that is given up, too. */
const leave = async (tx: Tx<'proposals'>, { eventId, operation: { type } }: Write): Promise<void> => {
  if (type === 'remove' || type === 'patch') await noteLeft(tx, eventId, type)
}

const isCreation = ({ operation }: Write): boolean => operation.type === 'insert'

/** Takes a hold or an invitation whose creation is given up from the calendar, should it have got there: nobody would know of it (E48). */
const removeUnheard = async (
  tx: HoldTx,
  { calendarKey, eventId }: Write,
  draft: EventDraft,
  now: number,
): Promise<void> => {
  const proposals = await tx.proposals.all()
  for (const proposal of proposals.filter((each) => each.calendarKey === calendarKey)) {
    const slot = proposal.slots.find((each) => each.eventId === eventId)
    if (slot !== undefined) await removeHold(tx, proposal, slot, draft, now)
  }
}
