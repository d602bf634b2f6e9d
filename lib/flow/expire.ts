import { isTimed } from '../core/event.ts'
import { laneOf } from '../core/outbox.ts'
import { expiryOf, type OfferedSlot, type Proposal } from '../core/proposal.ts'
import type { Deps, EventRecord } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { endProposal, HOLD_TABLES, type HoldTx } from './holds.ts'

/**
 * Brings open offers in line with the calendar and the clock: a time that the coach moved stands where its event does; an offer of holds whose
 * days are over ends (PRODUCT 6), and so does any that another browser's booking overtook unseen by the client, and any of which nothing is left because its events were deleted or its times taken. What it
 * was for waits in the queue again. Invitations are never called off by themselves: that would mail somebody. Returns when (epoch ms)
 * the next one ends, or null, and how many ended now. Run at every tick; doing it again changes nothing.
 */
export const expire = (deps: Deps): Promise<{ readonly nextAt: number | null; readonly ended: number }> => {
  const now = deps.clock.now()
  return deps.store.write(HOLD_TABLES, async (tx) => {
    let nextAt: number | null = null
    let ended = 0
    for (const stored of await tx.proposals.where('state', 'open')) {
      const proposal = await asItStands(tx, stored)
      if (await isBookedElsewhere(tx, proposal)) {
        ended += 1
        await endProposal(tx, proposal, 'withdrawn', now)
        continue
      }
      const isPast = proposal.way === 'hold' && proposal.expiresAt <= now
      const isOver = isPast || proposal.slots.every(({ state }) => state === 'released' || state === 'taken')
      if (isOver) {
        ended += 1
        await endProposal(tx, proposal, 'expired', now)
      } else {
        if (proposal !== stored) await tx.proposals.put(proposal)
        const { expiresAt } = proposal
        if (proposal.way === 'hold') nextAt = Math.min(nextAt ?? expiresAt, expiresAt)
      }
    }
    return { nextAt, ended }
  })
}

/** True when another browser booked the make-up, and the times offered here can go without anybody being told. */
const isBookedElsewhere = async (tx: HoldTx, { purpose, after, way, slots }: Proposal): Promise<boolean> => {
  if (purpose !== 'makeup' || (await tx.queue.get(after))?.state !== 'booked') return false
  return way === 'hold' || slots.every(({ state }) => state !== 'held')
}

/** One time as the calendar shows it: deleted since it was seen there it stands for nothing any more, moved by the coach it is another time. */
const followed = (slot: OfferedSlot, event: EventRecord | undefined): OfferedSlot => {
  if (slot.state !== 'held' || event === undefined) return slot
  if (event.status === 'cancelled') return { ...slot, state: 'released' }
  if (!isTimed(event) || (event.start === slot.start && event.end === slot.end)) return slot
  return { ...slot, start: event.start, end: event.end }
}

/** The proposal as the calendar shows it; the very same where nothing was done to its events. */
const asItStands = async (tx: HoldTx, proposal: Proposal): Promise<Proposal> => {
  const seen = await tx.events.getMany(
    proposal.slots.map((slot) => laneOf(proposal.calendarKey, slot.eventId)),
  )
  const slots = proposal.slots.map((slot, index) => followed(slot, seen[index]))
  if (slots.every((slot, index) => slot === proposal.slots[index])) return proposal
  const { reschedule } = await settingsOf(tx)
  return { ...proposal, slots, expiresAt: expiryOf(slots, proposal.createdAt, reschedule.holdDays) }
}
