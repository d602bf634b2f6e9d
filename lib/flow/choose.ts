import { signsOf } from '../core/acceptance.ts'
import { bookedSession, bookingPatch } from '../core/booking.ts'
import { gate } from '../core/carrier.ts'
import { type Client, kindOf } from '../core/client.ts'
import type { TimedEvent } from '../core/event.ts'
import { holdMarks } from '../core/offered-event.ts'
import { laneOf } from '../core/outbox.ts'
import { chosen, isKept, type Proposal } from '../core/proposal.ts'
import { ok, type Result } from '../core/result.ts'
import {
  NOBODY,
  PARTICIPANT_LENGTH,
  participantKey,
  participantSource,
  partsOf,
  type Session,
  sessionKey,
} from '../core/session.ts'
import { type Interval, overlaps } from '../core/time.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps, Tx } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { readBusy } from './busy.ts'
import { findClient } from './client-of.ts'
import { enqueue } from './enqueue.ts'
import { HOLD_TABLES, markQueue, removeHolds, writeTo } from './holds.ts'
import { type Choosable, readOffered } from './read-offered.ts'

/** The time that the client chose; `at`: the one they asked for instead of it (Graph's proposed new time). */
export type Choice = {
  readonly proposalId: string
  readonly eventId: string
  readonly at?: Interval | undefined
}

type Reply = Result<{ readonly bookedKey: string }, Refused<'not-found' | 'slot-taken' | 'calendar'>>

const CHOOSE_TABLES = [...HOLD_TABLES, 'clients'] as const
type ChooseTx = Tx<(typeof CHOOSE_TABLES)[number]>

/**
 * The client chose one of the offered times: its event becomes the session (PRODUCT 6). The event is read again first, so that a time the
 * coach has moved is taken as it now stands and one that is gone is refused (`slot-taken`); without an answer the stored event serves, else
 * `calendar`. Another time that the client asked for must be free (E49: `slot-taken`). In one transaction: the session exists at once, with
 * the client and kind of the one it comes after, linked to it; its event is turned into it; the other times go, and whoever was invited to
 * them is told. Choosing the same one again replies as before (E38).
 */
export const choose = async (deps: Deps, { proposalId, eventId, at }: Choice): Promise<Reply> => {
  const subject = await deps.store.read(CHOOSE_TABLES, (tx) => subjectOf(tx, proposalId, eventId))
  if (subject === null) return refused('not-found')
  if (subject.proposal.state === 'chosen') return again(subject.proposal, eventId)
  if (!isOnOffer(subject.proposal, eventId)) return refused('not-found')
  const read = await readOffered(deps, subject, eventId)
  if (!read.ok) return (await doneMeanwhile(deps, proposalId, eventId)) ?? read
  if (at !== undefined && (await isTaken(deps, at, read.value)))
    return (await doneMeanwhile(deps, proposalId, eventId)) ?? refused('slot-taken')
  const event = at === undefined ? read.value : { ...read.value, ...at }
  const { address } = subject.participant
  const participantId =
    address === null
      ? NOBODY
      : (await deps.hasher.sha256(participantSource(sessionKey(event), address))).slice(0, PARTICIPANT_LENGTH)
  const now = deps.clock.now()
  return deps.store.write(CHOOSE_TABLES, async (tx): Promise<Reply> => {
    const current = await subjectOf(tx, proposalId, eventId)
    if (current === null) return refused('not-found')
    if (current.proposal.state === 'chosen') return again(current.proposal, eventId)
    if (!isOnOffer(current.proposal, eventId)) return refused('not-found')
    const moved = at === undefined ? null : { ...at, zone: event.zone }
    return ok({ bookedKey: await book(tx, current, { event, moved, participantId, now }) })
  })
}

/** What the same message said twice has done while this one could not (E38); null when nobody has chosen. */
const doneMeanwhile = async (deps: Deps, proposalId: string, eventId: string): Promise<Reply | null> => {
  const subject = await deps.store.read(CHOOSE_TABLES, (tx) => subjectOf(tx, proposalId, eventId))
  return subject?.proposal.state === 'chosen' ? again(subject.proposal, eventId) : null
}

/** True when something else than the event that is to be moved there takes up part of this time (E49). */
const isTaken = async (deps: Deps, at: Interval, own: Interval): Promise<boolean> => {
  const { busy } = await readBusy(deps, at)
  const outside = [
    { start: at.start, end: Math.min(at.end, own.start) },
    { start: Math.max(at.start, own.end), end: at.end },
  ].filter(({ start, end }) => start < end)
  return outside.some((part) => busy.some((other) => overlaps(part, other)))
}

const isOnOffer = ({ state, slots }: Proposal, eventId: string): boolean =>
  state === 'open' && slots.some((slot) => slot.eventId === eventId && isKept(slot))

/** What was chosen before is answered as before; another time of the same offer is gone by now. */
const again = ({ slots, bookedKey }: Proposal, eventId: string): Reply => {
  const isSame = slots.some((slot) => slot.eventId === eventId && slot.state === 'chosen')
  return isSame && bookedKey !== undefined ? ok({ bookedKey }) : refused('not-found')
}

const subjectOf = async (tx: ChooseTx, proposalId: string, eventId: string): Promise<Choosable | null> => {
  const proposal = await tx.proposals.get(proposalId)
  if (!proposal?.slots.some((slot) => slot.eventId === eventId)) return null
  // Another browser has booked its make-up: a second one is not wanted.
  const isSettled = (await tx.queue.get(proposal.after))?.state === 'booked'
  if (isSettled && proposal.purpose === 'makeup' && proposal.state === 'open') return null
  const parts = partsOf(proposal.after)
  const session = await tx.sessions.get(parts.sessionKey)
  const participant = session?.participants.find(({ id }) => id === parts.participant)
  const calendar = await tx.calendars.get(proposal.calendarKey)
  const account = calendar === undefined ? undefined : await tx.accounts.get(calendar.accountId)
  if (!session || !participant || !calendar || !account) return null
  return { proposal, session, participant, calendar, account }
}

type Booking = {
  readonly event: TimedEvent
  readonly moved: (Interval & { readonly zone: string }) | null
  readonly participantId: string
  readonly now: number
}

const book = async (
  tx: ChooseTx,
  { proposal, session, participant, calendar, account }: Choosable,
  { event, moved, participantId, now }: Booking,
): Promise<string> => {
  const client = await findClient(tx, session, participant)
  const booked = bookedSession(event, calendar.key, session, participant, {
    link: proposal,
    kind: kindOf(session, client),
    participantId,
    now,
  })
  await tx.sessions.put(booked)
  if (client !== undefined) await keepClient(tx, client, booked, participantId)
  const stored = await tx.events.get(laneOf(calendar.key, event.id))
  if (stored !== undefined) await tx.events.put({ ...stored, sessionKey: booked.key })
  const accepted = await acceptedOf(tx, proposal, participant.address)
  await tx.proposals.put(chosen(proposal, event.id, booked.key, accepted))
  await keepPlace(tx, proposal, session, booked.key, now)
  const { annotations } = await settingsOf(tx)
  const index = proposal.slots.findIndex((slot) => slot.eventId === event.id)
  const operation = {
    type: 'patch',
    patch: bookingPatch(event, session, participant, proposal, moved),
    expects: holdMarks(proposal.id, index),
  } as const
  await enqueue(
    tx,
    {
      ...writeTo(calendar, event.id),
      idempotencyKey: `makeup:${event.id}`,
      sessionKey: booked.key,
      operation,
      state: gate(operation, annotations, calendar, account) === 'consent' ? 'consent' : 'queued',
    },
    now,
  )
  await removeHolds(tx, proposal, event.id, now)
  return booked.key
}

/** Events of an offer's times to which the client has said yes. */
const acceptedOf = async (
  tx: Tx<'events'>,
  proposal: Proposal,
  address: string | null,
): Promise<readonly string[]> => {
  const lanes = proposal.slots.map(({ eventId }) => laneOf(proposal.calendarKey, eventId))
  const events = (await tx.events.getMany(lanes)).filter((event) => event !== undefined)
  const signs = signsOf(proposal, new Map(events.map((event) => [event.id, event])), address)
  return signs.filter(({ what }) => what === 'accepted').map(({ eventId }) => eventId)
}

/** What waited in the queue has its make-up, and says so to other browsers. */
const keepPlace = async (
  tx: ChooseTx,
  { purpose, after }: Proposal,
  session: Session,
  makeupKey: string,
  now: number,
): Promise<void> => {
  const item = purpose === 'makeup' ? await tx.queue.get(after) : undefined
  if (item === undefined) return
  await tx.queue.put({ ...item, state: 'booked', makeupKey })
  await markQueue(tx, session, item.participant, `booked:${makeupKey}`, now)
}

/** A client who is known without an address would not be known again in the new session: linked by word, as in the original. */
const keepClient = async (
  tx: Tx<'clients'>,
  client: Client,
  booked: Session,
  participantId: string,
): Promise<void> => {
  const key = participantKey(booked.key, participantId)
  const address = booked.participants[0]?.address ?? null
  const isKnown = address !== null && client.addresses.includes(address)
  if (isKnown || client.participants.includes(key)) return
  await tx.clients.put({ ...client, participants: [...client.participants, key] })
}
