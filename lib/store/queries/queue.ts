import { type QueueRow, type QueueView, toQueueRow } from '../../core/view/reschedule.ts'
import type { Database } from '../db.ts'
import { readPeople } from './people.ts'

/** How many booked ones are looked at; the list shows what was settled lately, the Past page has the rest. */
const BOOKED_LIMIT = 200

/** Everything sent back for rescheduling: longest waiting first; make-ups that lie more than `keptMs` in the past are left out. */
export const rescheduleQueue = async (
  db: Database,
  { now, keptMs }: { now: number; keptMs: number },
): Promise<QueueView> => {
  const [waiting, booked, people] = await Promise.all([
    db.queue.where('state').anyOf('open', 'proposed').toArray(),
    db.queue.where('state').equals('booked').limit(BOOKED_LIMIT).toArray(),
    readPeople(db),
  ])
  const items = [...waiting, ...booked]
  const sessionKeys = items.flatMap(({ sessionKey, makeupKey }) => [
    sessionKey,
    ...(makeupKey ? [makeupKey] : []),
  ])
  const [sessions, proposals] = await Promise.all([
    db.sessions.bulkGet(sessionKeys),
    db.proposals.bulkGet(items.flatMap(({ proposalId }) => (proposalId ? [proposalId] : []))),
  ])
  const sessionsByKey = new Map(
    sessions.flatMap((session) => (session ? [[session.key, session] as const] : [])),
  )
  const proposalsById = new Map(proposals.flatMap((row) => (row ? [[row.id, row] as const] : [])))
  const rows = items
    .flatMap((item) => toQueueRow(item, sessionsByKey, proposalsById, people))
    .sort((a, b) => a.since - b.since)
  const inState = (state: QueueRow['state']) => rows.filter((row) => row.state === state)
  return {
    open: inState('open'),
    proposed: inState('proposed'),
    booked: inState('booked').filter(({ makeup }) => !makeup || makeup.end > now - keptMs),
  }
}
