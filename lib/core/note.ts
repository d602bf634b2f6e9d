/** What the coach wrote after a session; stays on this machine (PRODUCT 7, not replicated). */
export type Note = {
  /** `sessionKey#participant`. */
  readonly id: string
  readonly sessionKey: string
  readonly address: string | null
  readonly text: string
  readonly minutes: number | null
  readonly actions: readonly Action[]
  readonly updatedAt: number
}

export type Action = {
  readonly id: string
  readonly text: string
  readonly due: string | null
  readonly done: boolean
}

/** Unsaved words: written by the page itself within 250 ms of a key, so that a crash loses nothing (E34). */
export type Draft = {
  /** What is being written: `answer:<sessionKey>`, `note:<participantKey>` … */
  readonly id: string
  readonly value: unknown
  readonly updatedAt: number
}
