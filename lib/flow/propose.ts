import type { Account, CalendarRecord } from '../core/account.ts'
import { gate } from '../core/carrier.ts'
import { offeredDraft } from '../core/offered-event.ts'
import type { NewWrite } from '../core/outbox.ts'
import {
  expiryOf,
  holdSource,
  keptSlots,
  type OfferedSlot,
  PROPOSAL_LENGTH,
  type Proposal,
  proposalSource,
  type Way,
  type Wish,
} from '../core/proposal.ts'
import { ok, type Result } from '../core/result.ts'
import { type Participant, partsOf, type Session } from '../core/session.ts'
import { type Settings, undoMs } from '../core/settings.ts'
import { DAY, type Interval, overlaps } from '../core/time.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { type BusyNow, readBusy } from './busy.ts'
import { calendarToHold } from './calendar-to-hold.ts'
import { enqueue } from './enqueue.ts'
import { endProposal, HOLD_TABLES, type HoldTx, markQueue, writeTo } from './holds.ts'
import { isWaiting } from './offer.ts'

/** Times to offer, epoch ms, and how. The same `intentId` is the same intent (E38). */
export type ProposeIntent = Wish & {
  readonly intentId: string
  readonly way: Way
  readonly slots: readonly Interval[]
}

export type Proposed = {
  readonly proposalId: string
  /** The account that must grant write access before anything goes out, or null: it is on its way. */
  readonly needsWriteAccess: string | null
  /** Invitations go out at this instant (epoch ms), until when they can be taken back unseen; null for holds. */
  readonly goesOutAt: number | null
}

type Refusals =
  | 'bad-message'
  | 'not-found'
  | 'not-writable'
  | 'no-address'
  | 'slot-taken'
  | 'too-many-holds'
  | 'calendar'

/**
 * Offers these times (PRODUCT 6): as holds, tentative, private, nameless, of which nobody is told; or as invitations, which mail the
 * client once the undo window is over. Free/busy is read again first (E49: `slot-taken`); when the calendar that is to hold them gives
 * no answer nothing is written (`calendar`). Proposal, queue state and writes are one transaction. An earlier offer for the same is
 * withdrawn in the same breath. At most the coach's `maxHeld` in all (`too-many-holds`); nobody without an address is invited.
 */
export const propose = async (
  deps: Deps,
  intent: ProposeIntent,
): Promise<Result<Proposed, Refused<Refusals>>> => {
  const now = deps.clock.now()
  const { after, slots } = intent
  if (!areSound(slots, now)) return refused('bad-message')
  const source = proposalSource(after, intent.intentId)
  const proposalId = (await deps.hasher.sha256(source)).slice(0, PROPOSAL_LENGTH)
  const offered = await Promise.all(
    slots.map(async ({ start, end }, index): Promise<OfferedSlot> => {
      const eventId = await deps.hasher.sha256(holdSource(proposalId, index, 0))
      return { start, end, eventId, state: 'queued' }
    }),
  )
  // Asked before: what it wrote would now look like somebody else's busy time.
  const isRepeat = await deps.store.read(
    ['proposals'],
    async (tx) => (await tx.proposals.get(proposalId)) !== undefined,
  )
  const window = { start: Math.min(...slots.map((s) => s.start)), end: Math.max(...slots.map((s) => s.end)) }
  const { busy, unknown } = isRepeat ? NOTHING_READ : await readBusy(deps, window)

  return deps.store.write(HOLD_TABLES, async (tx) => {
    const found = await placeFor(tx, after)
    if (!found.ok) return found
    const place = found.value
    const { calendar, account, settings } = place
    const isParked = gate(REMOVAL, settings.annotations, calendar, account) === 'consent'
    const goesOutAt = intent.way === 'invite' ? now + undoMs(settings) : null
    const reply = ok({ proposalId, needsWriteAccess: isParked ? account.id : null, goesOutAt })
    if ((await tx.proposals.get(proposalId)) !== undefined) return reply

    const why = unknown.get(calendar.key)
    if (why !== undefined) return refused('calendar', why)
    const objection = await objectionTo(tx, intent, place, busy)
    if (objection !== null) return refused(objection)
    const open = await tx.proposals.where('state', 'open')
    const earlier = open.filter((each) => isFor(each, intent))
    for (const proposal of earlier) await endProposal(tx, proposal, 'withdrawn', now)
    const { purpose, way } = intent
    const { holdDays } = settings.reschedule
    const expiresAt = expiryOf(slots, now, holdDays)
    const proposal: Proposal = {
      id: proposalId,
      purpose,
      after,
      way,
      calendarKey: calendar.key,
      slots: offered,
      state: 'open',
      createdAt: now,
      expiresAt,
    }
    await tx.proposals.put(proposal)
    await keepPlace(tx, proposal, place, now)
    const until = now + holdDays * DAY
    await enqueue(tx, writesOf(proposal, place, { isParked, goesOutAt, until, zone: deps.clock.zone() }), now)
    return reply
  })
}

type Place = {
  readonly session: Session
  readonly participant: Participant
  readonly calendar: CalendarRecord
  readonly account: Account
  readonly settings: Settings
}

/** The session that the new one comes after, and the calendar that can hold times for it. */
const placeFor = async (
  tx: HoldTx,
  after: string,
): Promise<Result<Place, Refused<'not-found' | 'not-writable'>>> => {
  const parts = partsOf(after)
  const session = await tx.sessions.get(parts.sessionKey)
  const participant = session?.participants.find(({ id }) => id === parts.participant)
  if (session === undefined || participant === undefined) return refused('not-found')
  const calendar = await calendarToHold(tx, session)
  const account = calendar === undefined ? undefined : await tx.accounts.get(calendar.accountId)
  if (calendar === undefined || account === undefined) return refused('not-writable')
  return ok({ session, participant, calendar, account, settings: await settingsOf(tx) })
}

/** What is in the queue is proposed from now on, and says so to other browsers. */
const keepPlace = async (tx: HoldTx, proposal: Proposal, { session }: Place, now: number): Promise<void> => {
  const item = proposal.purpose === 'makeup' ? await tx.queue.get(proposal.after) : undefined
  if (item === undefined) return
  await tx.queue.put({ ...item, state: 'proposed', proposalId: proposal.id, elsewhere: false })
  await markQueue(tx, session, item.participant, `proposed:${proposal.id}`, now)
}

const writesOf = (
  proposal: Proposal,
  { session, participant: client, calendar }: Place,
  {
    isParked,
    goesOutAt,
    ...offering
  }: { isParked: boolean; goesOutAt: number | null; zone: string; until: number },
): readonly NewWrite[] =>
  proposal.slots.map((slot, index) => ({
    ...writeTo(calendar, slot.eventId),
    idempotencyKey: `hold:${slot.eventId}`,
    sessionKey: session.key,
    operation: {
      type: 'insert',
      draft: offeredDraft(slot, index, { proposal, session, client, calendar, ...offering }),
    },
    state: isParked ? 'consent' : 'queued',
    ...(goesOutAt === null ? {} : { notBefore: goesOutAt }),
  }))

const isFor = (proposal: Proposal, { after, purpose }: Wish): boolean =>
  proposal.after === after && proposal.purpose === purpose

/** Why these times cannot be offered, looking at what is busy and at all that is held already; null: they can. */
const objectionTo = async (
  tx: HoldTx,
  intent: ProposeIntent,
  { participant, settings }: Place,
  busy: readonly Interval[],
): Promise<'not-found' | 'no-address' | 'slot-taken' | 'too-many-holds' | null> => {
  const { after, purpose, way, slots } = intent
  if (purpose === 'makeup' && !isWaiting(await tx.queue.get(after))) return 'not-found'
  if (way === 'invite' && participant.address === null) return 'no-address'
  const open = await tx.proposals.where('state', 'open')
  if (isAnyTaken(slots, [...busy, ...keptSlots(open)])) return 'slot-taken'
  const others = keptSlots(open.filter((each) => !isFor(each, intent)))
  return others.length + slots.length > settings.reschedule.maxHeld ? 'too-many-holds' : null
}

const isAnyTaken = (slots: readonly Interval[], taken: readonly Interval[]): boolean =>
  slots.some((slot) => taken.some((other) => overlaps(slot, other)))

/** Any write of ours that is no annotation: what decides whether it may go out is the account's access alone. */
const REMOVAL = { type: 'remove', expects: {} } as const

const NOTHING_READ: BusyNow = { busy: [], unknown: new Map() }

/** Real stretches, not begun, apart from one another. */
const areSound = (slots: readonly Interval[], now: number): boolean =>
  slots.length > 0 &&
  slots.every(({ start, end }) => start >= now && end > start && Number.isFinite(end)) &&
  slots.every((slot, index) => slots.slice(index + 1).every((other) => !overlaps(slot, other)))
