import type { AnswerCode } from '../../core/answer.ts'
import type { Kind } from '../../core/policy.ts'
import type { Proposal, QueueItem } from '../../core/proposal.ts'
import type { Session } from '../../core/session.ts'
import type { Interval } from '../../core/time.ts'
import type { Database } from '../db.ts'
import { type People, readPeople } from './people.ts'

/** One session in the reschedule queue, as the page shows it. */
export type QueueRow = {
  readonly id: string
  readonly sessionKey: string
  readonly state: 'open' | 'proposed' | 'booked'
  readonly name: string
  readonly address: string | null
  readonly start: number
  readonly end: number
  readonly zone: string
  readonly kind: Kind | null
  /** The answer that sent it back, or null when the calendar showed it canceled. */
  readonly code: AnswerCode | null
  readonly since: number
  readonly proposal: Proposal | null
  readonly makeup: Interval | null
}

export type QueueView = {
  readonly open: readonly QueueRow[]
  readonly proposed: readonly QueueRow[]
  readonly booked: readonly QueueRow[]
}

/** How many booked ones are looked at; the list shows what was settled lately, the Past page has the rest. */
const BOOKED_LIMIT = 200

const toRow = (
  item: QueueItem,
  sessions: ReadonlyMap<string, Session>,
  proposals: ReadonlyMap<string, Proposal>,
  people: People,
): QueueRow[] => {
  const session = sessions.get(item.sessionKey)
  const participant = session?.participants.find(({ id }) => id === item.participant)
  if (!session || !participant || item.state === 'off') return []
  const makeup = item.makeupKey === null ? undefined : sessions.get(item.makeupKey)
  return [
    {
      id: item.id,
      sessionKey: item.sessionKey,
      state: item.state,
      name: people.nameOf(session, participant),
      address: participant.address,
      start: session.start,
      end: session.end,
      zone: session.zone,
      kind: session.kind ?? session.ruleKind,
      code: participant.outcome?.code ?? null,
      since: item.since,
      proposal: (item.proposalId !== null && proposals.get(item.proposalId)) || null,
      makeup: makeup ? { start: makeup.start, end: makeup.end } : null,
    },
  ]
}

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
    .flatMap((item) => toRow(item, sessionsByKey, proposalsById, people))
    .sort((a, b) => a.since - b.since)
  const inState = (state: QueueRow['state']) => rows.filter((row) => row.state === state)
  return {
    open: inState('open'),
    proposed: inState('proposed'),
    booked: inState('booked').filter(({ makeup }) => !makeup || makeup.end > now - keptMs),
  }
}
