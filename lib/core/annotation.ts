import { readQueue } from './annotation-queue.ts'
import { decodeHeads } from './annotation-value.ts'
import type { Head } from './answer.ts'

/**
 * Names of the private properties that Afterward leaves on an event (PRODUCT 7). Google drops keys over 44 characters silently and
 * truncates values over 1,024 (API A), so both stay well below.
 */
export const MARK = {
  /** '1' on every event that carries anything of ours: what a search finds them by. */
  any: 'aw',
  /** `aw1.<participant>`: the answers (heads) of one participant. */
  answer: (participant: string): string => `aw1.${participant}`,
  /** Reschedule queue: `open`, `proposed:<proposalId>`, `booked:<sessionKey>`, `off`; one `<participant>=<state>` per line. */
  queue: 'aw1.q',
  /** The event's colour before ours, and ours: `<before>><ours>`. */
  colour: 'aw1.c',
  /** The name of the category that we added. */
  category: 'aw1.k',
  /** On a hold: `<proposalId>:<slot number>`. A hold is never a session. */
  hold: 'aw1.h',
  /** On a hold: when the days of its offer are over, epoch ms: known also where nothing else is known of the offer. */
  until: 'aw1.u',
  /** On a make-up: the `sessionKey#participant` it replaces; `NO_LINK` where one was let go. */
  makeupOf: 'aw1.m',
  /** On a session booked as the next one: the `sessionKey#participant` it follows. */
  follows: 'aw1.n',
} as const

/**
 * Stands where a link was let go. That a link is missing says nothing: another app may have taken our properties off, and an answer written
 * since brings only some of them back.
 */
export const NO_LINK = '-'

/** What an event's marks say, as far as they can be read. */
export type Marks = {
  /** The heads of each participant. */
  readonly heads: ReadonlyMap<string, readonly Head[]>
  /** Each participant's place in the reschedule queue: `open`, `proposed:<id>`, `booked:<key>`, `off`. */
  readonly queue: ReadonlyMap<string, string>
  readonly hold: { readonly proposalId: string; readonly slot: number } | null
  /** `sessionKey#participant` that this event replaces. */
  readonly makeupOf: string | null
  /** `sessionKey#participant` after which this event was booked as the next. */
  readonly follows: string | null
}

const ANSWER_KEY = /^aw1\.([0-9a-f]{10}|_)$/

/**
 * Reads an event's own marks. Anyone with access to the calendar can write them, so nothing is trusted: what does not have the
 * shape is left out, one head at a time, and never throws.
 */
export const readMarks = (marks: Readonly<Record<string, string>>): Marks => {
  const heads = new Map<string, readonly Head[]>()
  for (const [key, value] of Object.entries(marks)) {
    const participant = ANSWER_KEY.exec(key)?.[1]
    const read = participant === undefined ? [] : decodeHeads(value)
    if (participant !== undefined && read.length > 0) heads.set(participant, read)
  }
  return {
    heads,
    queue: readQueue(marks[MARK.queue]),
    hold: readHold(marks[MARK.hold]),
    makeupOf: readLink(marks[MARK.makeupOf]),
    follows: readLink(marks[MARK.follows]),
  }
}

const readHold = (value: unknown): Marks['hold'] => {
  const match = typeof value === 'string' ? /^([\w-]{1,64}):(\d{1,3})$/.exec(value) : null
  return match?.[1] === undefined ? null : { proposalId: match[1], slot: Number(match[2]) }
}

const readLink = (value: unknown): string | null =>
  typeof value === 'string' && value.length <= 1024 && /^.+#(?:[0-9a-f]{10}|_)$/s.test(value) ? value : null
