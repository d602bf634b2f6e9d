import { DAY, type Interval } from './time.ts'

/** One slot offered, and the event of ours that stands for it: a hold, or an invitation. */
export type OfferedSlot = Interval & {
  /**
   * Id of the event. Derived, so that a retry can never create a second one (E48), until it is on a calendar that gives ids of its
   * own.
   */
  readonly eventId: string
  /**
   * queued: on its way, an invitation not before the undo window is over · held: on the calendar · failed: refused · taken: somebody
   * else had the time first (E49) · released: given up · chosen: the session takes place then.
   */
  readonly state: 'queued' | 'held' | 'failed' | 'taken' | 'released' | 'chosen'
  /** The client had said yes to this one, too, when another was chosen: they are owed a word about it. */
  readonly accepted?: true
  /**
   * True once its event stays in the calendar for good, so that no offer sees to it: it could not be taken away. False once it could not be made
   * a meeting like any other either.
   */
  readonly left?: boolean
}

/** What times are offered for: to make up for a session sent back (PRODUCT 6), or as the next session after one (PRODUCT 5). */
export type Purpose = 'makeup' | 'next'

/** What times are looked for, and `sessionKey#participant` of the session after which. */
export type Wish = { readonly after: string; readonly purpose: Purpose }

/** How times are offered: held, and nobody is told; or as invitations, which mail the client. */
export type Way = 'hold' | 'invite'

/** Free times offered to one client. */
export type Proposal = Wish & {
  readonly id: string
  readonly way: Way
  readonly calendarKey: string
  readonly slots: readonly OfferedSlot[]
  readonly state: 'open' | 'chosen' | 'withdrawn' | 'expired'
  readonly createdAt: number
  readonly expiresAt: number
  /** Key of the session that a chosen time became. */
  readonly bookedKey?: string
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
  /** Sessions of which the coach said that they are not this one moved: asked once (PRODUCT 6). */
  readonly notMovedTo?: readonly string[]
  /** Starts (epoch ms) to which its own event was put off, and of which the coach said the same: another time is another question (E05). */
  readonly notPutOffTo?: readonly number[]
  /** Sessions that had been booked for it and stand for it no more: a calendar that still says so lags behind. */
  readonly notBooked?: readonly string[]
}

/** The text whose SHA-256 begins with the proposal's id: one intent, one proposal, however often it is asked for (E38). */
export const proposalSource = (after: string, intentId: string): string =>
  JSON.stringify(['proposal', after, intentId])

/** The text whose SHA-256, as hex, is the id of an offered slot's event (E48). A later `attempt` gives the slot a new event. */
export const holdSource = (proposalId: string, slot: number, attempt: number): string =>
  JSON.stringify(['hold', proposalId, slot, attempt])

/** Hex characters of a proposal's id. */
export const PROPOSAL_LENGTH = 32

/** True for a slot whose time is kept: its event is on the calendar, or on its way there. */
export const isKept = ({ state }: OfferedSlot): boolean => state === 'queued' || state === 'held'

/** The slots that are held in all, over every proposal that is still open (PRODUCT 6: at most so many). */
export const keptSlots = (proposals: readonly Proposal[]): readonly OfferedSlot[] =>
  proposals.filter(({ state }) => state === 'open').flatMap(({ slots }) => slots.filter(isKept))

/** When (epoch ms) an offer made at `now` ends: after so many days, or when the last of its times has begun, whichever is sooner. */
export const expiryOf = (slots: readonly Interval[], now: number, holdDays: number): number =>
  Math.min(now + holdDays * DAY, Math.max(...slots.map(({ start }) => start)))

/** The proposal when it is over: what was kept and not chosen is released; a time that somebody took stays known as taken. */
export const ended = (proposal: Proposal, state: 'withdrawn' | 'expired'): Proposal => ({
  ...proposal,
  state,
  slots: proposal.slots.map((slot) =>
    isKept(slot) || slot.state === 'failed' ? { ...slot, state: 'released' } : slot,
  ),
})

/**
 * The proposal when the client chose the slot of this event, which became the session `bookedKey`: the others are released, also those
 * of the events in `accepted`, to which the client had said yes as well.
 */
export const chosen = (
  proposal: Proposal,
  eventId: string,
  bookedKey: string,
  accepted: readonly string[],
): Proposal => ({
  ...ended(proposal, 'withdrawn'),
  state: 'chosen',
  bookedKey,
  slots: proposal.slots.map((slot) => {
    if (slot.eventId === eventId) return { ...slot, state: 'chosen' }
    return { ...slot, state: 'released', ...(accepted.includes(slot.eventId) ? { accepted: true } : {}) }
  }),
})

/** The proposal as it was before its chosen slot was chosen, with the others gone; `state`: where the hold of that slot is. */
export const unchosen = ({ bookedKey: _, ...proposal }: Proposal, state: 'queued' | 'held'): Proposal => ({
  ...proposal,
  state: 'open',
  slots: proposal.slots.map((slot) => (slot.state === 'chosen' ? { ...slot, state } : slot)),
})

/**
 * The proposal once the event of one of its slots was not taken away (`how` remove), or once it was given up to make the event that was left
 * so into a meeting like any other (patch); the very same where that says nothing new of its slots.
 */
export const leaving = (proposal: Proposal, eventId: string, how: 'remove' | 'patch'): Proposal => {
  const isMeant = (slot: OfferedSlot): boolean =>
    slot.eventId === eventId && slot.left === (how === 'remove' ? undefined : true)
  if (!proposal.slots.some(isMeant)) return proposal
  const slots = proposal.slots.map((slot) => (isMeant(slot) ? { ...slot, left: how === 'remove' } : slot))
  return { ...proposal, slots }
}

/** Times of a chosen proposal that the client had accepted, too, and that were let go for the chosen one. */
export const alsoAccepted = ({ state, slots }: Proposal): readonly OfferedSlot[] =>
  state === 'chosen' ? slots.filter(({ accepted }) => accepted) : []

/** The proposal with the hold known as `known` under the id that its calendar gave it; null when it is none of its slots. */
export const withEventId = (proposal: Proposal, known: string, eventId: string): Proposal | null =>
  proposal.slots.some((slot) => slot.eventId === known)
    ? {
        ...proposal,
        slots: proposal.slots.map((slot) => (slot.eventId === known ? { ...slot, eventId } : slot)),
      }
    : null
