import { mailsNobody } from '../../core/account.ts'
import { isKept } from '../../core/proposal.ts'
import { participantKey } from '../../core/session-row.ts'
import type { OpenBooks } from '../../tables.ts'

/** Times on offer as a make-up for one participant of a session. */
export type StillOffered = {
  readonly participant: string
  readonly proposalId: string
  readonly times: number
  /** Who hears of it when they are withdrawn: an invitation has gone out. */
  readonly mails: string | null
}

/** The make-ups on offer for a session: to be withdrawn, or not, when its answer is changed (E37). */
export const stillOffered = async (db: OpenBooks, sessionKey: string): Promise<readonly StillOffered[]> => {
  const session = await db.sessions.get(sessionKey)
  const people = session?.participants ?? []
  const open = await db.proposals.whereAny(
    'after',
    people.map(({ id }) => participantKey(sessionKey, id)),
  )
  return open
    .filter(({ state, purpose }) => state === 'open' && purpose === 'makeup')
    .flatMap(({ id, after, way, slots, calendarKey }) => {
      const person = people.find((each) => participantKey(sessionKey, each.id) === after)
      const kept = slots.filter(isKept)
      if (!person || kept.length === 0) return []
      const isOut =
        way === 'invite' && !mailsNobody(calendarKey) && kept.some(({ state }) => state === 'held')
      return [
        {
          participant: person.id,
          proposalId: id,
          times: kept.length,
          mails: isOut ? person.address : null,
        },
      ]
    })
}
