import { signsOf } from '../../core/acceptance.ts'
import { laneOf } from '../../core/outbox.ts'
import { partsOf } from '../../core/session-row.ts'
import type { Database } from '../db.ts'

/** How many offers a client has accepted, or asked another time for, so that only the coach's confirmation is missing. By index alone where nobody is invited. */
export const answeredOffers = async (db: Database): Promise<number> => {
  const open = await db.proposals.where('state').equals('open').toArray()
  const invitations = open.filter(({ way }) => way === 'invite')
  const answered = await Promise.all(
    invitations.map(async (proposal) => {
      const { sessionKey, participant } = partsOf(proposal.after)
      const lanes = proposal.slots.map(({ eventId }) => laneOf(proposal.calendarKey, eventId))
      const [session, events] = await Promise.all([db.sessions.get(sessionKey), db.events.bulkGet(lanes)])
      const address = session?.participants.find(({ id }) => id === participant)?.address ?? null
      const byId = new Map(events.flatMap((event) => (event ? [[event.id, event] as const] : [])))
      return signsOf(proposal, byId, address).some(({ what }) => what !== 'declined')
    }),
  )
  return answered.filter(Boolean).length
}
