import { type LedgerEntry, standing } from './ledger.ts'
import type { Action, Note } from './note.ts'

/** An action item that is still open, in the note that it stands in: ticking it off keeps that note. */
export type OpenAction = { readonly action: Action; readonly note: Note }

/** What a coach reads before a session (PRODUCT 5): when they last met, what they wrote then, and what is still open. */
export type Brief = {
  /** The last session that took place; null: the books hold none. */
  readonly lastMet: { readonly sessionKey: string; readonly start: number } | null
  /** The last note with words, and the start of its session (epoch ms), or when it was written where that is not in the books. */
  readonly lastNote: { readonly note: Note; readonly at: number } | null
  readonly openActions: readonly OpenAction[]
}

/** Action items that are still open in these notes, in their order. */
export const openActionsIn = (notes: readonly Note[]): readonly OpenAction[] =>
  notes.flatMap((note) =>
    note.actions.filter(({ done }) => !done).map((action): OpenAction => ({ action, note })),
  )

/** The brief before a session that starts at `before` (epoch ms), from one person's own notes and lines of the ledger. */
export const briefOf = (notes: readonly Note[], entries: readonly LedgerEntry[], before: number): Brief => {
  const earlier = standing(entries).filter(({ sessionStart }) => sessionStart < before)
  const starts = new Map(earlier.map(({ sessionKey, sessionStart }) => [sessionKey, sessionStart]))
  const at = (note: Note): number => starts.get(note.sessionKey) ?? note.updatedAt
  const latestFirst = notes.toSorted((a, b) => at(b) - at(a))
  const met = earlier
    .filter(({ code }) => code === 'occurred')
    .toSorted((a, b) => b.sessionStart - a.sessionStart)[0]
  const written = latestFirst.find(({ text }) => text.trim() !== '')
  return {
    lastMet: met ? { sessionKey: met.sessionKey, start: met.sessionStart } : null,
    lastNote: written ? { note: written, at: at(written) } : null,
    openActions: openActionsIn(latestFirst),
  }
}
