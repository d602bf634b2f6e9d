import { type Sign, signsOf } from '../acceptance.ts'
import { alwaysMails } from '../account.ts'
import type { AnswerCode } from '../answer.ts'
import { kindOf } from '../client.ts'
import type { CalendarEvent } from '../event.ts'
import { standingFor } from '../once-per-session.ts'
import { type Kind, REASONS, type Reason } from '../policy.ts'
import { alsoAccepted, type Proposal, type QueueItem, type Wish } from '../proposal.ts'
import { type Participant, participantKey, partsOf, type Session } from '../session-row.ts'
import type { Interval } from '../time.ts'
import type { Near } from './near.ts'
import { isSamePerson, type People } from './people.ts'

/** One session that wants another after it: a make-up, or the next one where times for it are on offer. */
export type QueueRow = {
  /** That of its place in the queue, or of the proposal. */
  readonly id: string
  readonly wish: Wish
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
  /** What the client answered to invitations, the one that wins first. */
  readonly signs: readonly Sign[]
  /**
   * Why nothing is to be rescheduled any more although times are on offer, which wait for the coach's word: the answer was changed (E37), or
   * another browser booked the make-up.
   */
  readonly overtaken: 'answer' | 'booking' | null
  /** An earlier offer came to nothing: its days were over, or its times were taken. */
  readonly before: 'expired' | 'taken' | null
  /** A session with this client that appeared since: it may be this one moved (PRODUCT 6). */
  readonly movedTo: Near | null
  readonly makeup: Interval | null
  /** Other times that the client had accepted, too, when this one was booked. */
  readonly alsoAccepted: number
  /** Saying that the client chose a held time mails them: Outlook mails whoever becomes a guest (API B). */
  readonly choosingMails: boolean
}

/** A miss that counted lately, which the coach may give back. */
export type CountedRow = Interval & {
  /** `sessionKey#participant`. */
  readonly id: string
  readonly name: string
  readonly code: Reason
}

export type QueueView = {
  readonly open: readonly QueueRow[]
  readonly proposed: readonly QueueRow[]
  readonly booked: readonly QueueRow[]
  /** Latest first. */
  readonly counted: readonly CountedRow[]
}

/** The rows that a line of the queue is made of. */
export type QueueRows = {
  readonly sessions: ReadonlyMap<string, Session>
  readonly proposals: ReadonlyMap<string, readonly Proposal[]>
  /** Stored events of offered times, by id. */
  readonly events: ReadonlyMap<string, CalendarEvent>
  readonly people: People
  /** Where what holds of somebody in a group lies in the books: place (`participantKey`) → start (epoch ms). */
  readonly booked: ReadonlyMap<string, number>
}

type Found = { readonly session: Session; readonly participant: Participant }

const find = (after: string, { sessions }: QueueRows): Found | null => {
  const parts = partsOf(after)
  const session = sessions.get(parts.sessionKey)
  const participant = session?.participants.find(({ id }) => id === parts.participant)
  return session && participant ? { session, participant } : null
}

/** The times that the answer is about, wherever the event stands by now (E05); people of one group may have been answered of different ones. */
const timesOf = ({ session, participant }: Found, { booked }: QueueRows): Interval => {
  const { start, end } = session.answeredTimes ?? session
  const own = booked.get(participantKey(session.key, participant.id)) ?? start
  return { start: own, end: own + end - start }
}

const base = (
  found: Found,
  proposal: Proposal | null,
  rows: QueueRows,
): Omit<QueueRow, 'id' | 'wish' | 'state' | 'since' | 'makeup' | 'before' | 'movedTo' | 'overtaken'> => {
  const { session, participant } = found
  const { people, events } = rows
  return {
    sessionKey: session.key,
    name: people.nameOf(session, participant),
    address: participant.address,
    ...timesOf(found, rows),
    zone: session.zone,
    kind: kindOf(session, people.clientOf(session, participant) ?? undefined),
    code: participant.outcome?.code ?? null,
    proposal,
    alsoAccepted: proposal === null ? 0 : alsoAccepted(proposal).length,
    choosingMails:
      proposal?.way === 'hold' && participant.address !== null && alwaysMails(proposal.calendarKey),
    signs: proposal === null ? [] : signsOf(proposal, events, participant.address),
  }
}

/** What became of the offer before, where none is open now. */
const beforeOf = (proposals: readonly Proposal[]): QueueRow['before'] => {
  const last = proposals.toSorted((a, b) => a.createdAt - b.createdAt).at(-1)
  if (last?.state !== 'expired') return null
  return last.slots.some(({ state }) => state === 'taken') ? 'taken' : 'expired'
}

/** Whether somebody came to a session under another of their addresses: nothing is owed, or lost, for this place then (E17). */
const hasCome = ({ session, participant }: Found, { people }: Pick<QueueRows, 'people'>): boolean => {
  if (session.participants.length < 2) return false
  const theirs = session.participants.filter((each) =>
    isSamePerson(people, [session, participant], [session, each]),
  )
  return standingFor(theirs)?.outcome?.mark === 'completed'
}

/** The line of one queue item, or none when its session is not stored any more, or there is nothing left to decide about it. */
export const toQueueRow = (item: QueueItem, movedTo: Near | null, rows: QueueRows): readonly QueueRow[] => {
  const found = find(item.id, rows)
  const own = (rows.proposals.get(item.id) ?? []).filter(({ purpose }) => purpose === 'makeup')
  const proposal = own.find(({ id }) => id === item.proposalId) ?? null
  const isOnOffer = proposal?.state === 'open'
  if (!found || (item.state === 'off' && !isOnOffer)) return []
  const isAnswered = item.state === 'off' || (item.state === 'proposed' && hasCome(found, rows))
  const settled = isAnswered ? 'answer' : item.state === 'booked' ? 'booking' : null
  const overtaken = isOnOffer ? settled : null
  const makeup = item.makeupKey === null ? undefined : rows.sessions.get(item.makeupKey)
  return [
    {
      ...base(found, proposal, rows),
      id: item.id,
      wish: { after: item.id, purpose: 'makeup' },
      state: item.state === 'off' || overtaken !== null ? 'proposed' : item.state,
      overtaken,
      since: item.since,
      before: item.state === 'open' ? beforeOf(own) : null,
      movedTo: settled === null ? movedTo : null,
      makeup: makeup ? { start: makeup.start, end: makeup.end } : null,
    },
  ]
}

/** The line of times on offer for a next session, which is in no queue. */
export const toNextRow = (proposal: Proposal, rows: QueueRows): readonly QueueRow[] => {
  const found = find(proposal.after, rows)
  if (!found) return []
  return [
    {
      ...base(found, proposal, rows),
      id: proposal.id,
      wish: { after: proposal.after, purpose: proposal.purpose },
      state: 'proposed',
      since: proposal.createdAt,
      overtaken: null,
      before: null,
      movedTo: null,
      makeup: null,
    },
  ]
}

const isReason = (code: string): code is Reason => REASONS.some((reason) => reason === code)

/** Those of these sessions that did not take place and count all the same, latest first. */
export const toCountedRows = (sessions: readonly Session[], people: People): readonly CountedRow[] =>
  sessions
    .flatMap((session) =>
      session.participants.flatMap((participant): CountedRow[] => {
        const { outcome } = participant
        if (!outcome?.counts || !isReason(outcome.code)) return []
        if (hasCome({ session, participant }, { people })) return []
        return [
          {
            id: participantKey(session.key, participant.id),
            name: people.nameOf(session, participant),
            start: session.start,
            end: session.end,
            code: outcome.code,
          },
        ]
      }),
    )
    .toSorted((a, b) => b.start - a.start)
