import type { EventDraft } from '../core/event.ts'
import { type Write, withoutBase } from '../core/outbox.ts'
import { ok } from '../core/result.ts'
import { refused } from '../core/view/refused.ts'
import type { Deps } from '../ports.ts'
import { type HoldTx, mayBeThere, removeHold } from './holds.ts'
import { setSlot } from './settle.ts'
import { UNCHOOSE_TABLES, unchoose } from './unchoose.ts'

/**
 * Tries a stuck row again at once, as if for the first time: a dead one, one that waits, one that came with a backup. Fails with
 * `not-found` when there is none (any more).
 */
export const retryWrite = (deps: Deps, { writeId }: { readonly writeId: string }) =>
  deps.store.write(['outbox'], async (tx) => {
    const write = await tx.outbox.get(writeId)
    if (write === undefined) return refused('not-found')
    const state = write.state === 'consent' ? 'consent' : 'queued'
    await tx.outbox.put({
      ...write,
      state,
      attempts: 0,
      // That it came with a backup is not to be seen of it any more.
      ...(mayBeThere(write) ? { tried: true } : {}),
      nextAttemptAt: deps.clock.now(),
      lastFailure: null,
    })
    return ok(null)
  })

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
    const others = await tx.outbox.where('lane', write.lane)
    const orphans = write.operation.type === 'remove' ? others.filter(isCreation) : []
    await tx.outbox.removeMany(orphans.map(({ id }) => id))
    const later = others.filter((other) => !orphans.includes(other))
    await tx.outbox.putMany(later.map((other) => withoutBase(other, write)))
    return ok(null)
  })

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
