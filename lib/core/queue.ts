import type { Head } from './answer.ts'
import type { QueueItem } from './proposal.ts'
import { participantKey } from './session-row.ts'

/** A participant's place in the queue before anything was offered. `now` in epoch ms. */
const newItem = (sessionKey: string, participant: string, now: number): QueueItem => ({
  id: participantKey(sessionKey, participant),
  sessionKey,
  participant,
  state: 'open',
  proposalId: null,
  makeupKey: null,
  since: now,
})

/**
 * The place in the queue that an answer leaves: one that sends the session back opens it, or keeps how far it got; any other closes
 * it. A booked make-up stays linked, and with times on offer the item only steps aside, so that the holds can still be
 * withdrawn (E37). Undefined: no place.
 */
export const queueItemAfter = (
  item: QueueItem | undefined,
  used: Head | null,
  subject: { readonly sessionKey: string; readonly participant: string },
  now: number,
): QueueItem | undefined => {
  if (used?.reschedule === true) {
    if (item === undefined) return newItem(subject.sessionKey, subject.participant, now)
    return item.state === 'off' && item.proposalId !== null ? { ...item, state: 'proposed' } : item
  }
  if (item === undefined || item.state === 'booked') return item
  return item.proposalId === null ? undefined : { ...item, state: 'off' }
}

const RANK = { open: 0, proposed: 1, booked: 2, off: 2 } as const

/**
 * The item with what the calendar says of it (`open`, `proposed:<id>`, `booked:<key>`, `off`). It only ever goes forward: a mark that
 * lags behind must not undo what this browser has not yet written, nor book again what it has let go. An offer of another browser is
 * followed back, too.
 */
export const queueItemWith = (item: QueueItem, mark: string | undefined): QueueItem => {
  if (mark === undefined) return item
  const [word = '', rest = ''] = mark.split(/:(.*)/s)
  if (!Object.hasOwn(RANK, word)) return item
  const state = word as QueueItem['state']
  const follows = item.state === 'proposed' && item.elsewhere === true
  if (follows && state === 'open') return { ...item, state, proposalId: null, elsewhere: false }
  if (follows && state === 'proposed') return rest === item.proposalId ? item : { ...item, proposalId: rest }
  if (RANK[state] <= RANK[item.state]) return item
  if (state === 'booked' && item.notBooked?.includes(rest)) return item
  return {
    ...item,
    ...(state === 'proposed' ? { elsewhere: true } : {}),
    state,
    proposalId: state === 'proposed' ? rest : item.proposalId,
    makeupKey: state === 'booked' ? rest : item.makeupKey,
  }
}
