import type { Account, CalendarRecord } from '../core/account.ts'
import { gate } from '../core/carrier.ts'
import { type Client, kindOf } from '../core/client.ts'
import { type CalendarEvent, isTimed, type TimedEvent } from '../core/event.ts'
import { type Failure, retryOf } from '../core/failure.ts'
import { makeupPatch, makeupSession } from '../core/makeup.ts'
import { laneOf } from '../core/outbox.ts'
import { chosen, holdMarks, isKept, type Proposal, type QueueItem } from '../core/proposal.ts'
import { ok, type Result } from '../core/result.ts'
import {
  NOBODY,
  PARTICIPANT_LENGTH,
  type Participant,
  participantKey,
  participantSource,
  type Session,
  sessionKey,
} from '../core/session.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps, Tx } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { findClient } from './client-of.ts'
import { enqueue } from './enqueue.ts'
import { HOLD_TABLES, markQueue, removeHolds, writeTo } from './holds.ts'

type Reply = Result<{ readonly makeupKey: string }, Refused<'not-found' | 'slot-taken' | 'calendar'>>

const CHOOSE_TABLES = [...HOLD_TABLES, 'clients'] as const
type ChooseTx = Tx<(typeof CHOOSE_TABLES)[number]>

type Subject = {
  readonly proposal: Proposal
  readonly item: QueueItem
  readonly session: Session
  readonly participant: Participant
  readonly calendar: CalendarRecord
  readonly account: Account
}

/**
 * The client chose one of the offered times: its hold becomes the make-up (PRODUCT 6). The hold is read again first, so that a time the
 * coach has moved is taken as it now stands and one that is gone is refused (`slot-taken`); without an answer the stored
 * event serves, else `calendar`. In one transaction: the make-up's session exists at once, both are linked, the hold is turned into
 * it, the other holds go. Choosing the same one again replies as before (E38).
 */
export const choose = async (
  deps: Deps,
  { proposalId, eventId }: { readonly proposalId: string; readonly eventId: string },
): Promise<Reply> => {
  const subject = await deps.store.read(CHOOSE_TABLES, (tx) => subjectOf(tx, proposalId, eventId))
  if (subject === null) return refused('not-found')
  if (subject.proposal.state === 'chosen') return again(subject, eventId)
  if (!isOnOffer(subject.proposal, eventId)) return refused('not-found')
  const read = await readHold(deps, subject, eventId)
  if (!read.ok) return read
  const hold = read.value
  const { address } = subject.participant
  const participantId =
    address === null
      ? NOBODY
      : (await deps.hasher.sha256(participantSource(sessionKey(hold), address))).slice(0, PARTICIPANT_LENGTH)
  const now = deps.clock.now()
  return deps.store.write(CHOOSE_TABLES, async (tx): Promise<Reply> => {
    const current = await subjectOf(tx, proposalId, eventId)
    if (current === null) return refused('not-found')
    if (current.proposal.state === 'chosen') return again(current, eventId)
    if (!isOnOffer(current.proposal, eventId)) return refused('not-found')
    return ok({ makeupKey: await book(tx, current, hold, participantId, now) })
  })
}

const isOnOffer = ({ state, slots }: Proposal, eventId: string): boolean =>
  state === 'open' && slots.some((slot) => slot.eventId === eventId && isKept(slot))

/** What was chosen before is answered as before; another time of the same offer is gone by now. */
const again = ({ proposal, item }: Subject, eventId: string): Reply => {
  const isSame = proposal.slots.some((slot) => slot.eventId === eventId && slot.state === 'chosen')
  return isSame && item.makeupKey !== null ? ok({ makeupKey: item.makeupKey }) : refused('not-found')
}

const subjectOf = async (tx: ChooseTx, proposalId: string, eventId: string): Promise<Subject | null> => {
  const proposal = await tx.proposals.get(proposalId)
  if (!proposal?.slots.some((slot) => slot.eventId === eventId)) return null
  const item = await tx.queue.get(proposal.queueId)
  const session = item === undefined ? undefined : await tx.sessions.get(item.sessionKey)
  const participant = session?.participants.find(({ id }) => id === item?.participant)
  const calendar = await tx.calendars.get(proposal.calendarKey)
  const account = calendar === undefined ? undefined : await tx.accounts.get(calendar.accountId)
  if (!item || !session || !participant || !calendar || !account) return null
  return { proposal, item, session, participant, calendar, account }
}

/** The hold as it now stands, if it is still ours. */
const readHold = async (
  deps: Deps,
  { proposal, calendar, account }: Subject,
  eventId: string,
): Promise<Result<TimedEvent, Refused<'slot-taken' | 'calendar'>>> => {
  const read = await deps.calendars.of(account).get(calendar, eventId)
  if (!read.ok && read.error.type === 'not-found') {
    // Not there yet is not the same as gone: its own write may still wait.
    const waits = proposal.slots.some((slot) => slot.eventId === eventId && slot.state === 'queued')
    return waits ? refused('calendar', read.error) : refused('slot-taken', read.error)
  }
  const event = read.ok ? read.value : await storedHold(deps, calendar, eventId, read.error)
  if (event === undefined) return refused('calendar', read.ok ? null : read.error)
  const index = proposal.slots.findIndex((slot) => slot.eventId === eventId)
  const isOurs = Object.entries(holdMarks(proposal.id, index)).every(
    ([key, value]) => event.marks[key] === value,
  )
  return event.status !== 'cancelled' && isOurs && isTimed(event) ? ok(event) : refused('slot-taken')
}

/** What is stored of the hold, where the calendar cannot answer for the time being. */
const storedHold = async (
  deps: Deps,
  calendar: CalendarRecord,
  eventId: string,
  failure: Failure,
): Promise<CalendarEvent | undefined> =>
  retryOf(failure).when === 'never'
    ? undefined
    : deps.store.read(['events'], (tx) => tx.events.get(laneOf(calendar.key, eventId)))

const book = async (
  tx: ChooseTx,
  { proposal, item, session, participant, calendar, account }: Subject,
  hold: TimedEvent,
  participantId: string,
  now: number,
): Promise<string> => {
  const client = await findClient(tx, session, participant)
  const makeup = makeupSession(hold, calendar.key, session, participant, {
    item,
    kind: kindOf(session, client),
    participantId,
    now,
  })
  await tx.sessions.put(makeup)
  if (client !== undefined) await keepClient(tx, client, makeup, participantId)
  const stored = await tx.events.get(laneOf(calendar.key, hold.id))
  if (stored !== undefined) await tx.events.put({ ...stored, sessionKey: makeup.key })
  await tx.proposals.put(chosen(proposal, hold.id))
  await tx.queue.put({ ...item, state: 'booked', makeupKey: makeup.key })
  await markQueue(tx, session, item.participant, `booked:${makeup.key}`, now)
  const index = proposal.slots.findIndex((slot) => slot.eventId === hold.id)
  const { annotations } = await settingsOf(tx)
  const operation = {
    type: 'patch',
    patch: makeupPatch(hold, session, participant, item),
    expects: holdMarks(proposal.id, index),
  } as const
  await enqueue(
    tx,
    {
      ...writeTo(calendar, hold.id),
      idempotencyKey: `makeup:${hold.id}`,
      sessionKey: makeup.key,
      operation,
      state: gate(operation, annotations, calendar, account) === 'consent' ? 'consent' : 'queued',
    },
    now,
  )
  await removeHolds(tx, proposal, hold.id, now)
  return makeup.key
}

/** A client who is known without an address would not be known again in the new session: linked by word, as in the original. */
const keepClient = async (
  tx: Tx<'clients'>,
  client: Client,
  makeup: Session,
  participantId: string,
): Promise<void> => {
  const key = participantKey(makeup.key, participantId)
  const address = makeup.participants[0]?.address ?? null
  const isKnown = address !== null && client.addresses.includes(address)
  if (isKnown || client.participants.includes(key)) return
  await tx.clients.put({ ...client, participants: [...client.participants, key] })
}
