import type { CalendarEvent } from '../core/event.ts'
import { laneOf } from '../core/outbox.ts'
import { isKept, type Proposal } from '../core/proposal.ts'
import { partsOf } from '../core/session.ts'
import type { Deps, Tx } from '../ports.ts'
import { choose } from './choose.ts'

/** True while the client, by what is stored, has not said no. */
const isStanding = (event: CalendarEvent | undefined, address: string | null): boolean =>
  event === undefined ||
  (event.status !== 'cancelled' &&
    event.attendees.find(({ email }) => email === address)?.response !== 'declined')

/** The one invitation of an offer that still stands and has begun; undefined while there are several, since none may be called off unasked. */
const begunOf = async (
  tx: Tx<'events' | 'sessions'>,
  { way, after, calendarKey, slots }: Proposal,
  now: number,
): Promise<string | undefined> => {
  const kept = slots.filter(isKept)
  const [only, ...others] = kept
  if (way !== 'invite' || only === undefined || others.length > 0) return undefined
  if (only.state !== 'held' || only.start > now) return undefined
  const { sessionKey, participant } = partsOf(after)
  const session = await tx.sessions.get(sessionKey)
  const address = session?.participants.find(({ id }) => id === participant)?.address ?? null
  const event = await tx.events.get(laneOf(calendarKey, only.eventId))
  return isStanding(event, address) ? only.eventId : undefined
}

/**
 * An invitation that nobody declined is a session when its time has come, although nobody accepted it: people come without a word, and
 * the coach is asked about it like about any other. Run at every tick, before anybody is asked; again changes nothing.
 */
export const takeBegun = async (deps: Deps): Promise<void> => {
  const now = deps.clock.now()
  const begun = await deps.store.read(['proposals', 'events', 'sessions'], async (tx) => {
    const open = await tx.proposals.where('state', 'open')
    const ids = await Promise.all(open.map(async (each) => [each.id, await begunOf(tx, each, now)] as const))
    return ids.flatMap(([proposalId, eventId]) => (eventId === undefined ? [] : [{ proposalId, eventId }]))
  })
  // What cannot be read now is tried again at the next tick.
  for (const each of begun) await choose(deps, each)
}
