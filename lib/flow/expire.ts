import { isTimed } from '../core/event.ts'
import { laneOf } from '../core/outbox.ts'
import { expiryOf, type OfferedSlot, type Proposal } from '../core/proposal.ts'
import type { Deps, EventRecord } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { endProposal, HOLD_TABLES, type HoldTx } from './holds.ts'

/**
 * Brings open offers in line with the calendar and the clock: a time that the coach moved stands where its event does; what is over ends, and
 * what it was for waits in the queue again, where it still does. Invitations that are out are never called off by themselves: that would mail
 * somebody. Returns when (epoch ms) the next one ends, or null, and how many ended now. Run at every tick; doing it again changes
 * nothing.
 */
export const expire = (deps: Deps): Promise<{ readonly nextAt: number | null; readonly ended: number }> => {
  const now = deps.clock.now()
  return deps.store.write(HOLD_TABLES, async (tx) => {
    let nextAt: number | null = null
    let ended = 0
    for (const stored of await tx.proposals.where('state', 'open')) {
      const proposal = await asItStands(tx, stored)
      const end = await endOf(tx, proposal, now)
      if (end !== null) {
        ended += 1
        await endProposal(tx, proposal, end, now)
      } else {
        if (proposal !== stored) await tx.proposals.put(proposal)
        const { expiresAt } = proposal
        if (proposal.way === 'hold') nextAt = Math.min(nextAt ?? expiresAt, expiresAt)
      }
    }
    return { nextAt, ended }
  })
}

/**
 * How an offer ends by itself: the days of its holds are over (PRODUCT 6), or nothing is left of it because its events were deleted or its
 * times taken; or nobody needs it any more and nobody hears of its end. Null: it goes on.
 */
const endOf = async (
  tx: HoldTx,
  proposal: Proposal,
  now: number,
): Promise<'expired' | 'withdrawn' | null> => {
  const isPast = proposal.way === 'hold' && proposal.expiresAt <= now
  const isOver = isPast || proposal.slots.every(({ state }) => state === 'released' || state === 'taken')
  if (isOver) return 'expired'
  return (await isMoot(tx, proposal)) ? 'withdrawn' : null
}

/**
 * True when a make-up is not needed any more and the client cannot know of the offer: another browser booked it; or its answer was changed
 * while the invitation still waits out the undo window, which is there for that. Holds of a changed answer wait for the coach's word (E37).
 */
const isMoot = async (tx: HoldTx, { purpose, after, way, slots }: Proposal): Promise<boolean> => {
  if (purpose !== 'makeup') return false
  const place = await tx.queue.get(after)
  const isUnsent = way === 'invite' && slots.every(({ state }) => state !== 'held')
  if (place?.state === 'booked') return way === 'hold' || isUnsent
  return place?.state === 'off' && isUnsent
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
