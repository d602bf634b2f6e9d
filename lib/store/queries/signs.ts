import { type Sign, signsOf } from '../../core/acceptance.ts'
import { laneOf } from '../../core/outbox.ts'
import type { Proposal } from '../../core/proposal.ts'
import type { Books } from '../../tables.ts'

/** What the client under this address has answered to the invitations of an offer, as their events are stored. */
export const readSigns = async (
  db: Books<'events'>,
  offer: Proposal,
  address: string | null,
): Promise<readonly Sign[]> => {
  const lanes = offer.slots.map(({ eventId }) => laneOf(offer.calendarKey, eventId))
  const events = (await db.events.getMany(lanes)).filter((event) => event !== undefined)
  return signsOf(offer, new Map(events.map((event) => [event.id, event])), address)
}
