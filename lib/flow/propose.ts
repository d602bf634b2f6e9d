import type { Account, CalendarRecord } from '../core/account.ts'
import { gate } from '../core/carrier.ts'
import { holdCalendar } from '../core/hold-calendar.ts'
import type { NewWrite } from '../core/outbox.ts'
import {
  expiryOf,
  holdDraft,
  holdSource,
  keptSlots,
  type OfferedSlot,
  PROPOSAL_LENGTH,
  type Proposal,
  proposalSource,
  type QueueItem,
} from '../core/proposal.ts'
import { ok, type Result } from '../core/result.ts'
import type { Session } from '../core/session.ts'
import type { Settings } from '../core/settings.ts'
import { type Interval, overlaps } from '../core/time.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { readBusy } from './busy.ts'
import { enqueue } from './enqueue.ts'
import { endProposal, HOLD_TABLES, type HoldTx, markQueue, writeTo } from './holds.ts'

/** Times to hold for something in the queue, epoch ms. The same `intentId` is the same intent (E38). */
export type ProposeIntent = {
  readonly intentId: string
  readonly queueId: string
  readonly slots: readonly Interval[]
}

export type Proposed = {
  readonly proposalId: string
  /** The account that must grant write access before the holds go out, or null: they are on their way. */
  readonly needsWriteAccess: string | null
}

type Refusals = 'bad-message' | 'not-found' | 'not-writable' | 'slot-taken' | 'too-many-holds' | 'calendar'

/**
 * Holds these times on the coach's calendar: tentative, private, nameless; nobody is told (PRODUCT 6). Free/busy is read again first
 * (E49: `slot-taken`); when the calendar that is to hold them gives no answer nothing is written (`calendar`). Proposal, queue state
 * and writes are one transaction. An earlier offer for the same session is withdrawn in the same breath. At most the coach's
 * `maxHeld` in all (`too-many-holds`).
 */
export const propose = async (
  deps: Deps,
  intent: ProposeIntent,
): Promise<Result<Proposed, Refused<Refusals>>> => {
  const now = deps.clock.now()
  const zone = deps.clock.zone()
  const { queueId, slots } = intent
  if (!areSound(slots, now)) return refused('bad-message')
  const proposalId = (await deps.hasher.sha256(proposalSource(queueId, intent.intentId))).slice(
    0,
    PROPOSAL_LENGTH,
  )
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
  const { busy, unknown, failure } = isRepeat ? NOTHING_READ : await readBusy(deps, window)

  return deps.store.write(HOLD_TABLES, async (tx) => {
    const place = await placeFor(tx, queueId)
    if (!place.ok) return place
    const { item, session, calendar, account, settings } = place.value
    const state = gate(REMOVAL, settings.annotations, calendar, account)
    const reply = ok({ proposalId, needsWriteAccess: state === 'consent' ? account.id : null })
    if ((await tx.proposals.get(proposalId)) !== undefined) return reply

    const open = await tx.proposals.where('state', 'open')
    if (item.state === 'booked' || item.state === 'off') return refused('not-found')
    if (unknown.includes(calendar.key)) return refused('calendar', failure)
    if (isAnyTaken(slots, [...busy, ...keptSlots(open)])) return refused('slot-taken')
    const others = keptSlots(open.filter((proposal) => proposal.queueId !== queueId))
    if (others.length + slots.length > settings.reschedule.maxHeld) return refused('too-many-holds')

    for (const earlier of open.filter((proposal) => proposal.queueId === queueId)) {
      await endProposal(tx, earlier, 'withdrawn', now)
    }
    const expiresAt = expiryOf(slots, now, settings.reschedule.holdDays)
    const proposal: Proposal = {
      id: proposalId,
      queueId,
      calendarKey: calendar.key,
      slots: offered,
      state: 'open',
      createdAt: now,
      expiresAt,
    }
    await tx.proposals.put(proposal)
    await tx.queue.put({ ...item, state: 'proposed', proposalId, elsewhere: false })
    await markQueue(tx, session, item.participant, `proposed:${proposalId}`, now)
    const writes = offered.map((slot, index): NewWrite => {
      const draft = holdDraft(slot, proposalId, index, zone)
      return {
        ...writeTo(calendar, slot.eventId),
        idempotencyKey: `hold:${slot.eventId}`,
        sessionKey: session.key,
        operation: { type: 'insert', draft },
        state: state === 'consent' ? 'consent' : 'queued',
      }
    })
    await enqueue(tx, writes, now)
    return reply
  })
}

type Place = {
  readonly item: QueueItem
  readonly session: Session
  readonly calendar: CalendarRecord
  readonly account: Account
  readonly settings: Settings
}

/** What is to be rescheduled, and the calendar that can hold times for it. */
const placeFor = async (
  tx: HoldTx,
  queueId: string,
): Promise<Result<Place, Refused<'not-found' | 'not-writable'>>> => {
  const item = await tx.queue.get(queueId)
  const session = item === undefined ? undefined : await tx.sessions.get(item.sessionKey)
  if (item === undefined || session === undefined) return refused('not-found')
  const calendar = holdCalendar(session, await tx.calendars.all())
  const account = calendar === undefined ? undefined : await tx.accounts.get(calendar.accountId)
  if (calendar === undefined || account === undefined) return refused('not-writable')
  return ok({ item, session, calendar, account, settings: await settingsOf(tx) })
}

const isAnyTaken = (slots: readonly Interval[], taken: readonly Interval[]): boolean =>
  slots.some((slot) => taken.some((other) => overlaps(slot, other)))

/** Any write of ours that is no annotation: what decides whether it may go out is the account's access alone. */
const REMOVAL = { type: 'remove', expects: {} } as const

const NOTHING_READ = { busy: [], unknown: [], failure: null }

/** Real stretches, not begun, apart from one another. */
const areSound = (slots: readonly Interval[], now: number): boolean =>
  slots.length > 0 &&
  slots.every(({ start, end }) => start >= now && end > start && Number.isFinite(end)) &&
  slots.every((slot, index) => slots.slice(index + 1).every((other) => !overlaps(slot, other)))
