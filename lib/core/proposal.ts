import { MARK } from './annotation.ts'
import type { EventDraft } from './event.ts'
import { DAY, type Interval } from './time.ts'

/** One slot offered, and the hold (a private, tentative event of ours) that stands for it. */
export type OfferedSlot = Interval & {
  /**
   * Id of the hold event. Derived, so that a retry can never create a second one (E48), until it is on a calendar that gives ids of its
   * own.
   */
  readonly eventId: string
  readonly state: 'queued' | 'held' | 'failed' | 'released' | 'chosen'
}

/** Free times offered for one session sent back (PRODUCT 6). */
export type Proposal = {
  readonly id: string
  /** `sessionKey#participant` of what is to be rescheduled. */
  readonly queueId: string
  readonly calendarKey: string
  readonly slots: readonly OfferedSlot[]
  readonly state: 'open' | 'chosen' | 'withdrawn' | 'expired'
  readonly createdAt: number
  readonly expiresAt: number
}

/** One place in the reschedule queue; kept until a make-up is booked or the coach lets it go. */
export type QueueItem = {
  /** `sessionKey#participant`. */
  readonly id: string
  readonly sessionKey: string
  readonly participant: string
  readonly state: 'open' | 'proposed' | 'booked' | 'off'
  readonly proposalId: string | null
  readonly makeupKey: string | null
  readonly since: number
  /** The offer was made in another browser: only that one can withdraw it, and this one follows what the calendar says of it. */
  readonly elsewhere?: boolean
}

/** A hold says nothing of whom it is for: the calendar may be read by others (PRODUCT 6). */
export const HOLD_TITLE = 'Hold'

/** The text whose SHA-256 begins with the proposal's id: one intent, one proposal, however often it is asked for (E38). */
export const proposalSource = (queueId: string, intentId: string): string =>
  JSON.stringify(['proposal', queueId, intentId])

/** The text whose SHA-256, as hex, is the id of a hold event (E48). A later `attempt` gives the slot a new event. */
export const holdSource = (proposalId: string, slot: number, attempt: number): string =>
  JSON.stringify(['hold', proposalId, slot, attempt])

/** Hex characters of a proposal's id. */
export const PROPOSAL_LENGTH = 32

/** The marks of a hold: what makes it ours to change, and never a session. */
export const holdMarks = (proposalId: string, slot: number): Readonly<Record<string, string>> => ({
  [MARK.hold]: `${proposalId}:${slot}`,
})

/** The event that stands for an offered slot: private, tentative, without names, mailing nobody. `zone` is the coach's. */
export const holdDraft = (
  { start, end, eventId }: OfferedSlot,
  proposalId: string,
  slot: number,
  zone: string,
): EventDraft => ({
  id: eventId,
  title: HOLD_TITLE,
  description: '',
  start,
  end,
  zone,
  status: 'tentative',
  private: true,
  attendees: [],
  marks: { [MARK.any]: '1', ...holdMarks(proposalId, slot) },
})

/** True for a slot whose time is kept: its hold is on the calendar, or on its way there. */
export const isKept = ({ state }: OfferedSlot): boolean => state === 'queued' || state === 'held'

/** The slots that are held in all, over every proposal that is still open (PRODUCT 6: at most so many). */
export const keptSlots = (proposals: readonly Proposal[]): readonly OfferedSlot[] =>
  proposals.filter(({ state }) => state === 'open').flatMap(({ slots }) => slots.filter(isKept))

/** When (epoch ms) an offer made at `now` ends: after so many days, or when the last of its times has begun, whichever is sooner. */
export const expiryOf = (slots: readonly Interval[], now: number, holdDays: number): number =>
  Math.min(now + holdDays * DAY, Math.max(...slots.map(({ start }) => start)))

/** The proposal when it is over: what was kept and not chosen is released. */
export const ended = (proposal: Proposal, state: 'withdrawn' | 'expired'): Proposal => ({
  ...proposal,
  state,
  slots: proposal.slots.map((slot) =>
    isKept(slot) || slot.state === 'failed' ? { ...slot, state: 'released' } : slot,
  ),
})

/** The proposal when the client chose the slot of this event: the others are released. */
export const chosen = (proposal: Proposal, eventId: string): Proposal => ({
  ...ended(proposal, 'withdrawn'),
  state: 'chosen',
  slots: proposal.slots.map((slot) => ({ ...slot, state: slot.eventId === eventId ? 'chosen' : 'released' })),
})

/** The proposal with the hold known as `known` under the id that its calendar gave it; null when it is none of its slots. */
export const withEventId = (proposal: Proposal, known: string, eventId: string): Proposal | null =>
  proposal.slots.some((slot) => slot.eventId === known)
    ? {
        ...proposal,
        slots: proposal.slots.map((slot) => (slot.eventId === known ? { ...slot, eventId } : slot)),
      }
    : null
