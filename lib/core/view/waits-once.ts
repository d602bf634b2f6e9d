import type { QueueItem } from '../proposal.ts'
import { participantKey, type Session } from '../session-row.ts'
import { isSamePerson, type People } from './people.ts'

/**
 * Whether a place in the queue is left to another place of the same person in that session (E17): they came there, or another time is found
 * or on offer for it, or it was let go, or it waits already. `itemOf` gives what is in the queue for a place.
 */
export const isLeftToOther = (
  { participant }: Pick<QueueItem, 'participant'>,
  session: Session,
  {
    itemOf,
    people,
  }: {
    readonly itemOf: (place: string) => QueueItem | undefined
    readonly people: Pick<People, 'clientOf'>
  },
): boolean => {
  const own = session.participants.find(({ id }) => id === participant)
  if (own === undefined) return false
  const others = session.participants.filter(
    (each) => each !== own && isSamePerson(people, [session, own], [session, each]),
  )
  return others.some(({ id, outcome }) => {
    if (outcome?.mark === 'completed') return true
    const state = itemOf(participantKey(session.key, id))?.state
    if (state === 'open') return id < participant
    // Off by an answer that sends nothing back, it tells nothing of this one.
    return state !== undefined && (state !== 'off' || outcome?.reschedule !== false)
  })
}
