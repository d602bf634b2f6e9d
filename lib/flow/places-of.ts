import { participantKey, type Session } from '../core/session.ts'
import { isSamePerson, peopleOf } from '../core/view/people.ts'
import type { Tx } from '../ports.ts'

/**
 * The places of a missed session (`sessionKey#participant`) that another one stands for: what was booked for them in the queue first, then
 * those of the people in it that "moved". Which session somebody moved to says that session alone, and only of one of a group; so who has
 * another one is left out.
 */
export const placesOf = async (
  tx: Tx<'sessions' | 'queue' | 'clients'>,
  missed: Session,
  makeup: Session,
): Promise<readonly string[]> => {
  const items = await tx.queue.where('sessionKey', missed.key)
  const people = peopleOf(await tx.clients.all())
  const booked = items.filter(({ makeupKey }) => makeupKey === makeup.key).map(({ id }) => id)
  const elsewhere = items.filter(({ makeupKey }) => makeupKey !== null).map(({ id }) => id)
  const moved: string[] = []
  for (const participant of missed.participants.filter(({ outcome }) => outcome?.code === 'moved')) {
    const place = participantKey(missed.key, participant.id)
    if (elsewhere.includes(place)) continue
    const isThere = makeup.participants.some((each) =>
      isSamePerson(people, [missed, participant], [makeup, each]),
    )
    const own = isThere ? await tx.sessions.where('makeupOf', place) : []
    if (isThere && own.every(({ key }) => key === makeup.key)) moved.push(place)
  }
  return [...booked, ...moved]
}
