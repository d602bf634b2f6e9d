import { useEffect, useState } from 'preact/hooks'
import type { Letter } from '../../lib/core/letter.ts'
import type { Draft } from '../../lib/core/note.ts'

/** Where words not yet sent are kept (DESIGN 3: pages write drafts themselves). */
export type DraftKeeper = {
  readDraft(id: string): Promise<Draft | undefined>
  keepDraft(id: string, value: unknown): void
  dropDraft(id: string): void
}

/** The coach's words, and the letter as it was written when they began: later it may speak of other times. */
type LetterDraft = { readonly words: Letter; readonly over: Letter }

const isLetter = (value: unknown): value is Letter =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Letter).subject === 'string' &&
  typeof (value as Letter).body === 'string'

const readLetterDraft = (value: unknown): LetterDraft | null => {
  const { words, over } = (value ?? {}) as Partial<LetterDraft>
  return isLetter(words) && isLetter(over) ? { words, over } : null
}

const same = (a: Letter, b: Letter): boolean => a.subject === b.subject && a.body === b.body

export type LetterDraftState = {
  /** null until the draft was looked for, so that nothing that is typed can be overwritten. */
  readonly letter: Letter | null
  /** The coach changed something. */
  readonly own: boolean
  /** They did so over another letter than would be written now. */
  readonly stale: boolean
  readonly change: (part: Partial<Letter>) => void
  readonly startOver: () => void
}

/** What is in the fields of a letter: the coach's words where they left any, else the letter as written. Kept with every key. */
export const useLetterDraft = (keeper: DraftKeeper, id: string, written: Letter): LetterDraftState => {
  const [state, setState] = useState<{ readonly id: string; readonly draft: LetterDraft | null } | null>(null)
  useEffect(() => {
    let left = false
    keeper
      .readDraft(id)
      .then((kept) => {
        if (!left) setState({ id, draft: readLetterDraft(kept?.value) })
      })
      .catch(reportError)
    return () => {
      left = true
    }
  }, [keeper, id])
  const draft = state?.id === id ? state.draft : undefined
  if (draft === undefined)
    return { letter: null, own: false, stale: false, change: () => undefined, startOver: () => undefined }
  const startOver = () => {
    setState({ id, draft: null })
    keeper.dropDraft(id)
  }
  return {
    letter: draft?.words ?? written,
    own: draft !== null,
    stale: draft !== null && !same(draft.over, written),
    change: (part) => {
      const next = { words: { ...(draft?.words ?? written), ...part }, over: draft?.over ?? written }
      if (same(next.words, written)) return startOver()
      setState({ id, draft: next })
      keeper.keepDraft(id, next)
    },
    startOver,
  }
}
