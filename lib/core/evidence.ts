/** What the calendar was seen to do to a session, with its uncertainty: it happened after `notBefore` and by `notAfter`. */
export type Sighting = {
  readonly what: 'declined' | 'accepted' | 'gone' | 'back' | 'moved' | 'no-longer-invited'
  readonly by: 'client' | 'coach' | 'unknown'
  /** Whose response it was, lower-case, or null. */
  readonly address: string | null
  /** Last time (epoch ms) the calendar was seen without it; null when it was there at first sight. */
  readonly notBefore: number | null
  /** First time (epoch ms) it was seen. */
  readonly notAfter: number
  /** The start as then scheduled, epoch ms: notice runs to it. */
  readonly start: number
  /** For `moved`: where to, epoch ms. */
  readonly to: number | null
}
