import type { AnswerCode, Head } from './answer.ts'
import type { Kind, Mark } from './policy.ts'

/**
 * One line of the books. Append-only: an entry is never changed; a correction is a second entry that takes the first one back
 * (PRODUCT 1). Every figure shown anywhere is a sum over entries.
 */
export type LedgerEntry = {
  /** `answerId|participant` (with `|n` when an answer comes into force again), and `<entry>|undo` for its compensation. */
  readonly id: string
  readonly answerId: string
  readonly sessionKey: string
  readonly participant: string
  /** The participant's address, lower-case: what links the entry to a client. */
  readonly address: string | null
  /** Start of the session (epoch ms) and its zone: which month it belongs to (PRODUCT 8). */
  readonly sessionStart: number
  readonly zone: string
  readonly kind: Kind
  readonly code: AnswerCode
  readonly mark: Mark | null
  /** +1 uses one session of the program, 0 none, -1 gives one back. */
  readonly delta: -1 | 0 | 1
  /** Id of the entry that this one takes back, or null. */
  readonly compensates: string | null
  readonly minutes: number | null
  /** When it was booked, epoch ms. */
  readonly at: number
}

/** The session and participant that an entry is about. */
export type LedgerSubject = Pick<
  LedgerEntry,
  'sessionKey' | 'participant' | 'address' | 'sessionStart' | 'zone'
>

/** The entries that nothing has taken back: what a statement shows (PRODUCT 8). */
export const standing = <Entry extends LedgerEntry>(entries: readonly Entry[]): readonly Entry[] => {
  const taken = new Set(entries.map((entry) => entry.compensates))
  return entries.filter((entry) => entry.compensates === null && !taken.has(entry.id))
}

/** Sessions used, over these entries. */
export const balance = (entries: readonly LedgerEntry[]): number =>
  entries.reduce((sum, entry) => sum + entry.delta, 0)

const opposite = (delta: LedgerEntry['delta']): LedgerEntry['delta'] =>
  delta === 1 ? -1 : delta === -1 ? 1 : 0

/** Id for an answer's entry: with a number when the answer had come into force before and was taken back. */
const freshId = (answerId: string, participant: string, entries: readonly LedgerEntry[]): string => {
  const id = `${answerId}|${participant}`
  const before = entries.filter((entry) => entry.answerId === answerId && entry.compensates === null).length
  return before === 0 ? id : `${id}|${before + 1}`
}

/** The entry that takes another one back. */
const taken = (entry: LedgerEntry, now: number): LedgerEntry => ({
  ...entry,
  id: `${entry.id}|undo`,
  delta: opposite(entry.delta),
  compensates: entry.id,
  at: now,
})

/**
 * The entries to append when a session added by hand turns out to have been at another time: what stands is taken back and booked
 * again at its own start, and so in its own month (PRODUCT 8). Nothing when the books say so already.
 */
export const rebook = (
  entries: readonly LedgerEntry[],
  to: Pick<LedgerEntry, 'sessionStart' | 'zone'>,
  now: number,
): readonly LedgerEntry[] =>
  standing(entries)
    .filter((entry) => entry.sessionStart !== to.sessionStart || entry.zone !== to.zone)
    .flatMap((entry) => {
      const own = entries.filter(({ participant }) => participant === entry.participant)
      const id = freshId(entry.answerId, entry.participant, own)
      return [taken(entry, now), { ...entry, ...to, id, at: now }]
    })

/**
 * The entries to append so that the books of one participant of one session say what `used` says: everything standing for another
 * answer is taken back, the answer itself is booked once. `entries` are all of that participant's; `used` is the head that is
 * used, or null. Nothing to append when the books say so already, so that repeating an intent changes nothing (E38).
 */
export const book = (
  used: Head | null,
  entries: readonly LedgerEntry[],
  subject: LedgerSubject,
  now: number,
): readonly LedgerEntry[] => {
  const wanted = used === null || used.mark === null ? null : used
  const live = standing(entries)
  const undone = live.filter((entry) => entry.answerId !== wanted?.id).map((entry) => taken(entry, now))
  if (wanted === null || live.some((entry) => entry.answerId === wanted.id)) return undone
  const { sessionKey, participant, address, sessionStart, zone } = subject
  return [
    ...undone,
    {
      id: freshId(wanted.id, participant, entries),
      answerId: wanted.id,
      sessionKey,
      participant,
      address,
      sessionStart,
      zone,
      kind: wanted.kind,
      code: wanted.code,
      mark: wanted.mark,
      delta: wanted.counts ? 1 : 0,
      compensates: null,
      minutes: wanted.minutes,
      at: now,
    },
  ]
}
