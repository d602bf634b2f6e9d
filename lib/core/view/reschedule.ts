import type { AnswerCode } from '../answer.ts'
import { kindOf } from '../client.ts'
import type { Kind } from '../policy.ts'
import type { Proposal, QueueItem } from '../proposal.ts'
import type { Session } from '../session.ts'
import type { Interval } from '../time.ts'
import type { People } from './people.ts'

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

/** The line of one queue item, or none when its session is not stored any more. */
export const toQueueRow = (
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
      kind: kindOf(session, people.clientOf(session, participant) ?? undefined),
      code: participant.outcome?.code ?? null,
      since: item.since,
      proposal: (item.proposalId !== null && proposals.get(item.proposalId)) || null,
      makeup: makeup ? { start: makeup.start, end: makeup.end } : null,
    },
  ]
}
