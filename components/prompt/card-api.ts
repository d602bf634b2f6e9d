import type { Said } from '../../lib/core/answer.ts'
import type { Draft, NoteWords } from '../../lib/core/note.ts'
import type { Kind } from '../../lib/core/policy.ts'
import type { Way, Wish } from '../../lib/core/proposal.ts'
import type { Result } from '../../lib/core/result.ts'
import type { Interval } from '../../lib/core/time.ts'
import type { Near } from '../../lib/core/view/near.ts'
import type { Copied } from '../offer/offer-text.ts'
import type { Offer } from '../offer/offer-times.tsx'
import type { Refused } from '../use-act.ts'

/** One person's answer, as it is sent. */
export type GivenAnswer = {
  readonly participant: string
  readonly said: Said
  readonly courtesy: boolean
  readonly minutes: number | null
}

/**
 * `needsWriteAccess`: the account that may only be read so far, so that the times wait for it; or null. `goesOutAt`: when invitations
 * are mailed (epoch ms); null for holds.
 */
export type Proposed = {
  readonly proposalId: string
  readonly needsWriteAccess: string | null
  readonly goesOutAt: number | null
}

/** Times on offer for one person; `mails`: who hears of it when they are withdrawn, or null. */
export type StillOffered = {
  readonly participant: string
  readonly proposalId: string
  readonly times: number
  readonly mails: string | null
}

type Done<T = unknown> = Promise<Result<T, Refused>>

/** Whom an event without attendees was with: a client already known, or a new one by name (E19). */
export type Whom = { readonly clientId: string } | { readonly name: string }

/** Everything a card asks of the world around it. The page implements it; in tests it is a table of functions. */
export type CardApi = {
  /** `intentId` stays the same when the same answer is tried again (E38). */
  answer(intentId: string, sessionKey: string, kind: Kind, answers: readonly GivenAnswer[]): Done
  putOff(sessionKey: string, until: number): Done
  /** The coach's word for this session, remembered for a client of whom it was never said. */
  setKind(sessionKey: string, kind: Kind): Done
  recogniseAs(sessionKey: string, as: 'not-this' | 'not-series' | 'not-client'): Done
  sayWhom(sessionKey: string, participant: string, whom: Whom, kind: Kind | null): Done
  saveNote(sessionKey: string, participant: string, note: NoteWords): Done
  offerSlots(wish: Wish): Done<Offer>
  propose(intentId: string, wish: Wish, way: Way, slots: readonly Interval[]): Done<Proposed>
  withdraw(proposalId: string): Done
  /** Make-ups on offer for people of this session. */
  stillOffered(sessionKey: string): Promise<readonly StillOffered[]>
  movedTo(sessionKey: string, participant: string): Promise<readonly Near[]>
  nextBooking(sessionKey: string, participant: string): Promise<Near | null>
  readDraft(id: string): Promise<Draft | undefined>
  keepDraft(id: string, value: unknown): void
  dropDraft(id: string): void
  copy(copied: Copied): Promise<void>
}

/** The settings that a card follows. */
export type CardSettings = {
  readonly singleKeys: boolean
  readonly privateScreen: boolean
  /** 'HH:MM': when "this evening" is. */
  readonly endOfDay: string
  readonly holds: number
}
