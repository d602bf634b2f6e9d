import type { Action } from '../core/note.ts'
import { ok, type Result } from '../core/result.ts'
import { participantKey } from '../core/session.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps } from '../ports.ts'

export type NoteEdit = {
  readonly sessionKey: string
  readonly participant: string
  readonly text: string
  /** Minutes it really took, or null (E16). */
  readonly minutes: number | null
  readonly actions: readonly Action[]
}

/** Id of the draft in which a page keeps a note while it is being written. */
export const noteDraftId = (sessionKey: string, participant: string): string =>
  `note:${participantKey(sessionKey, participant)}`

/**
 * Keeps the note of a client's session; it stays on this machine (PRODUCT 7). Its draft goes in the same transaction, unless words were
 * typed after these were sent: then it holds the newer ones, and stays (E34). A note emptied of everything is taken away. Fails with
 * `not-found` for an unknown session or participant.
 */
export const saveNote = (
  deps: Deps,
  { sessionKey, participant, ...note }: NoteEdit,
): Promise<Result<null, Refused<'not-found'>>> => {
  const now = deps.clock.now()
  return deps.store.write(['notes', 'drafts', 'sessions'], async (tx) => {
    const session = await tx.sessions.get(sessionKey)
    const client = session?.participants.find(({ id }) => id === participant)
    if (client === undefined) return refused('not-found')
    const id = participantKey(sessionKey, participant)
    const isEmpty = note.text.trim() === '' && note.minutes === null && note.actions.length === 0
    if (isEmpty) await tx.notes.remove(id)
    else await tx.notes.put({ ...note, id, sessionKey, address: client.address, updatedAt: now })
    const draft = await tx.drafts.get(noteDraftId(sessionKey, participant))
    if (draft !== undefined && saysTheSame(draft.value, note)) await tx.drafts.remove(draft.id)
    return ok(null)
  })
}

/**
 * True when a draft holds nothing beyond what is saved: a bare text, or the note's fields as a form has them (minutes as typed, blank
 * action items not yet filled in). When in doubt it is kept.
 */
const saysTheSame = (draft: unknown, note: Pick<NoteEdit, 'text' | 'minutes' | 'actions'>): boolean => {
  if (typeof draft === 'string') return draft === note.text
  const form = draft as Partial<Record<'text' | 'minutes' | 'actions', unknown>> | null
  const actions = Array.isArray(form?.actions) ? (form.actions as readonly Partial<Action>[]) : []
  return (
    form?.text === note.text &&
    String(form.minutes ?? '').trim() === String(note.minutes ?? '') &&
    sameText(actions.filter((action) => action.text?.trim())) === sameText(note.actions)
  )
}

const sameText = (actions: readonly Partial<Action>[]): string =>
  JSON.stringify(actions.map(({ id, text, due, done }) => [id, text, due ?? null, done ?? false]))
