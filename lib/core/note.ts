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

/** What is saved of a note. */
export type NoteWords = Pick<Note, 'text' | 'minutes' | 'actions'>

/** A note as a form holds it while it is written: minutes as typed, action items still blank among the others. */
export type NoteForm = Omit<NoteWords, 'minutes'> & { readonly minutes: string }

const isAction = (value: unknown): boolean => {
  const { id, text, due, done } = (value ?? {}) as Partial<Record<keyof Action, unknown>>
  return (
    typeof id === 'string' &&
    typeof text === 'string' &&
    (due === null || typeof due === 'string') &&
    typeof done === 'boolean'
  )
}

/** Whether what was kept as a draft is such a form. */
export const isNoteForm = (value: unknown): value is NoteForm => {
  const { text, minutes, actions } = (value ?? {}) as Partial<Record<keyof NoteForm, unknown>>
  return (
    typeof text === 'string' &&
    typeof minutes === 'string' &&
    Array.isArray(actions) &&
    actions.every(isAction)
  )
}

/** The note that a form amounts to. */
export const wordsOf = ({ text, minutes, actions }: NoteForm): NoteWords => {
  const length = Number.parseInt(minutes, 10)
  return {
    text,
    minutes: Number.isFinite(length) && length >= 0 ? Math.min(length, 1440) : null,
    actions: actions.filter((action) => action.text.trim() !== ''),
  }
}

/** Unsaved words: written by the page itself within 250 ms of a key, so that a crash loses nothing (E34). */
export type Draft = {
  /** What is being written: `answer:<sessionKey>`, `note:<participantKey>` … */
  readonly id: string
  readonly value: unknown
  readonly updatedAt: number
}
