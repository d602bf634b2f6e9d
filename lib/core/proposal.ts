import type { Interval } from './time.ts'

/** One slot offered, and the hold (a private, tentative event of ours) that stands for it. */
export type OfferedSlot = Interval & {
  /** Derived id of the hold event: a retry can never create a second one (E48). */
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
}
