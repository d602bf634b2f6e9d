import { placeOf } from '../../core/client.ts'
import { standing } from '../../core/ledger.ts'
import { movedElsewhere } from '../../core/moved-elsewhere.ts'
import { laneOf } from '../../core/outbox.ts'
import type { Proposal, QueueItem } from '../../core/proposal.ts'
import { partsOf, type Session } from '../../core/session-row.ts'
import { DAY } from '../../core/time.ts'
import type { Near } from '../../core/view/near.ts'
import { isSamePerson } from '../../core/view/people.ts'
import {
  type QueueRow,
  type QueueRows,
  type QueueView,
  toCountedRows,
  toNextRow,
  toQueueRow,
} from '../../core/view/queue.ts'
import type { OpenBooks } from '../../tables.ts'
import { openQueue } from './open-queue.ts'
import { readPeople } from './people.ts'

/** How many booked ones are looked at; the list shows what was settled lately, the Past page has the rest. */
const BOOKED_LIMIT = 200
/** How far ahead a session is looked for that one may have been moved to. */
const MOVED_AHEAD = 61 * DAY
/** How far back a miss that counted can be given back from here; the Past page has the rest. */
const COUNTED_BACK = 30 * DAY

const byKey = <T>(rows: readonly (T | undefined)[], keyOf: (row: T) => string): ReadonlyMap<string, T> =>
  new Map(rows.flatMap((row) => (row === undefined ? [] : [[keyOf(row), row] as const])))

/** What items are made of: their sessions and make-ups, every offer ever made for them, the events that stand for offered times. */
const rowsOf = async (
  db: OpenBooks,
  items: readonly QueueItem[],
  next: readonly Proposal[],
): Promise<QueueRows> => {
  const keys = [
    ...items.flatMap(({ sessionKey, makeupKey }) => [sessionKey, ...(makeupKey ? [makeupKey] : [])]),
    ...next.map(({ after }) => partsOf(after).sessionKey),
  ]
  const [sessions, proposals, people] = await Promise.all([
    db.sessions.getMany(keys),
    db.proposals.whereAny(
      'after',
      items.map(({ id }) => id),
    ),
    readPeople(db),
  ])
  const groups = sessions.flatMap((session) =>
    session && session.participants.length > 1 ? [session.key] : [],
  )
  const entries = groups.length === 0 ? [] : await db.ledger.whereAny('sessionKey', groups)
  const open = [...proposals, ...next].filter(({ state }) => state === 'open')
  const lanes = open.flatMap(({ calendarKey, slots }) =>
    slots.map((slot) => laneOf(calendarKey, slot.eventId)),
  )
  const events = await db.events.getMany(lanes)
  return {
    sessions: byKey(sessions, ({ key }) => key),
    proposals: Map.groupBy(proposals, ({ after }) => after),
    events: byKey(events, ({ id }) => id),
    people,
    booked: new Map(standing(entries).map((entry) => [placeOf(entry), entry.sessionStart])),
  }
}

/** Where the session of an item may have been moved to, found among the sessions to come. */
const nearOf = (
  item: QueueItem,
  { sessions, people, booked }: QueueRows,
  coming: readonly Session[],
  now: number,
): Near | null => {
  const missed = sessions.get(item.sessionKey)
  const participant = missed?.participants.find(({ id }) => id === item.participant)
  if (!missed || !participant) return null
  const theirs = coming.filter((session) =>
    session.participants.some((other) => isSamePerson(people, [missed, participant], [session, other])),
  )
  const found = movedElsewhere(item, missed, theirs, { now, booked: booked.get(item.id) })
  return found ? { key: found.key, start: found.start, end: found.end, zone: found.zone } : null
}

/**
 * Everything sent back for rescheduling, and next sessions with times on offer: longest waiting first; make-ups that lie more than
 * `keptMs` in the past are left out.
 */
export const rescheduleQueue = async (
  db: OpenBooks,
  { now, keptMs }: { now: number; keptMs: number },
): Promise<QueueView> => {
  const [waiting, others, booked, open, coming, past] = await Promise.all([
    openQueue(db),
    db.queue.whereAny('state', ['proposed', 'off']),
    db.queue.where('state', 'booked', BOOKED_LIMIT),
    db.proposals.where('state', 'open'),
    db.sessions.between('start', now, now + MOVED_AHEAD),
    db.sessions.between('start', now - COUNTED_BACK, now),
  ])
  const offered = new Set(open.map(({ id }) => id))
  // Let go, or answered otherwise: of interest only while times are still on offer for it (E37).
  const items = [...waiting, ...others, ...booked].filter(
    ({ state, proposalId }) => state !== 'off' || (proposalId !== null && offered.has(proposalId)),
  )
  const next = open.filter(({ purpose }) => purpose === 'next')
  const stored = await rowsOf(db, items, next)
  const rows = [
    ...items.flatMap((item) => toQueueRow(item, nearOf(item, stored, coming, now), stored)),
    ...next.flatMap((proposal) => toNextRow(proposal, stored)),
  ].sort((a, b) => a.since - b.since)
  // A make-up that is in the queue itself (E42) has taken the place of the one it made up for.
  const inQueue = new Set(items.map(({ sessionKey }) => sessionKey))
  const goneOn = new Set(
    items.flatMap(({ id, makeupKey }) => (makeupKey && inQueue.has(makeupKey) ? [id] : [])),
  )
  const inState = (state: QueueRow['state']) => rows.filter((row) => row.state === state)
  return {
    open: inState('open'),
    proposed: inState('proposed'),
    booked: inState('booked').filter(
      ({ makeup, id }) => !goneOn.has(id) && (!makeup || makeup.end > now - keptMs),
    ),
    counted: toCountedRows(past, stored.people),
  }
}
