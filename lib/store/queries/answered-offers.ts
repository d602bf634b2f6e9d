import { partsOf } from '../../core/session-row.ts'
import type { Books } from '../../tables.ts'
import { readSigns } from './signs.ts'

/**
 * How many offers a client has accepted, or asked another time for, so that only the coach's confirmation is missing. By index alone where
 * nobody is invited.
 */
export const answeredOffers = async (db: Books<'proposals' | 'sessions' | 'events'>): Promise<number> => {
  const open = await db.proposals.where('state', 'open')
  const invitations = open.filter(({ way }) => way === 'invite')
  const answered = await Promise.all(
    invitations.map(async (proposal) => {
      const { sessionKey, participant } = partsOf(proposal.after)
      const session = await db.sessions.get(sessionKey)
      const address = session?.participants.find(({ id }) => id === participant)?.address ?? null
      return (await readSigns(db, proposal, address)).some(({ what }) => what !== 'declined')
    }),
  )
  return answered.filter(Boolean).length
}
