import { laneOf } from '../core/outbox.ts'
import type { Proposal } from '../core/proposal.ts'
import type { Deps } from '../ports.ts'
import { endProposal, HOLD_TABLES, type HoldTx } from './holds.ts'

/**
 * Ends every offer of holds whose days are over (PRODUCT 6), and any of which nothing is left because its events were deleted or its times
 * taken. What it was for waits in the queue again. Invitations are never called off by themselves: that would mail somebody. Returns when (epoch ms) the next one ends, or null, and how many ended now. Run at every tick; doing it again changes nothing.
 */
export const expire = (deps: Deps): Promise<{ readonly nextAt: number | null; readonly ended: number }> => {
  const now = deps.clock.now()
  return deps.store.write(HOLD_TABLES, async (tx) => {
    let nextAt: number | null = null
    let ended = 0
    for (const stored of await tx.proposals.where('state', 'open')) {
      const proposal = await withoutDeleted(tx, stored)
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

/** The proposal as the calendar shows it: a hold that was seen there and is deleted now stands for nothing any more. */
const withoutDeleted = async (tx: HoldTx, proposal: Proposal): Promise<Proposal> => {
  const seen = await tx.events.getMany(
    proposal.slots.map((slot) => laneOf(proposal.calendarKey, slot.eventId)),
  )
  const isDeleted = (index: number): boolean => seen[index]?.status === 'cancelled'
  const slots = proposal.slots.map((slot, index) =>
    slot.state === 'held' && isDeleted(index) ? { ...slot, state: 'released' as const } : slot,
  )
  return slots.some((slot, index) => slot !== proposal.slots[index]) ? { ...proposal, slots } : proposal
}
