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
  /** The event's colour before ours. */
  colour: 'aw1.c',
  /** On a hold: `<proposalId>:<slot number>`. A hold is never a session. */
  hold: 'aw1.h',
  /** On a make-up: the `sessionKey#participant` it replaces. */
  makeupOf: 'aw1.m',
} as const
