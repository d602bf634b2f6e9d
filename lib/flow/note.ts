import { type Action, type Draft, isNoteForm, type NoteWords, wordsOf } from '../core/note.ts'
import { ok, type Result } from '../core/result.ts'
import { type Participant, participantKey, partsOf } from '../core/session.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Books, Deps, Tx } from '../ports.ts'

/**
 * `minutes`: what it really took, or null (E16). `typedAt`: when it stood like that on a page that goes on keeping drafts, epoch ms, so that
 * what is typed while it is on its way is newer; absent: now.
 */
export type NoteEdit = NoteWords & {
  readonly sessionKey: string
  readonly participant: string
  readonly typedAt?: number | undefined
}

const DRAFT = 'note:'

/** Id of the draft in which a page keeps a note while it is being written. */
export const noteDraftId = (sessionKey: string, participant: string): string =>
  `${DRAFT}${participantKey(sessionKey, participant)}`

const TABLES = ['notes', 'drafts', 'sessions'] as const

/**
 * Keeps the note of a client's session; it stays on this machine (PRODUCT 7). Its draft goes in the same transaction, unless words were
 * typed after these were sent: then it holds the newer ones, and stays (E34). A note emptied of everything is taken away. Fails with
 * `not-found` for an unknown session or participant.
 */
export const saveNote = (
  deps: Deps,
  { typedAt, ...edit }: NoteEdit,
): Promise<Result<null, Refused<'not-found'>>> => {
  const now = deps.clock.now()
  return deps.store.write(TABLES, (tx) => keep(tx, edit, Math.min(typedAt ?? now, now), now))
}

const keep = async (
  tx: Tx<(typeof TABLES)[number]>,
  { sessionKey, participant, ...note }: Omit<NoteEdit, 'typedAt'>,
  updatedAt: number,
  now: number,
): Promise<Result<null, Refused<'not-found'>>> => {
  const client = await whoseNote(tx, { sessionKey, participant })
  if (client === undefined) return refused('not-found')
  const id = participantKey(sessionKey, participant)
  const isEmpty = note.text.trim() === '' && note.minutes === null && note.actions.length === 0
  const before = await tx.notes.get(id)
  // A save that was long on its way to a sleeping background, after a round had kept what was typed since.
  if (before !== undefined && updatedAt < before.updatedAt && before.updatedAt <= now) return ok(null)
  if (isEmpty) await tx.notes.remove(id)
  else await tx.notes.put({ ...note, id, sessionKey, address: client.address, updatedAt })
  const draft = await tx.drafts.get(noteDraftId(sessionKey, participant))
  if (draft === undefined) return ok(null)
  // Without its note, a draft older than that would pass for newer words, and come back.
  const isOver = isEmpty && before !== undefined && before.updatedAt > draft.updatedAt
  if (isOver || saysTheSame(draft.value, note)) await tx.drafts.remove(draft.id)
  return ok(null)
}

/**
 * Makes notes of what was typed and left: a page saves it at each pause, but one that crashed, or was closed with the browser, may not have
 * got that far (PRODUCT 5). A page that is still open loses nothing by it. A draft that says what its note says goes. One that is older than
 * its note, of a shape unknown here or of nobody in the books stays a draft (E34), and costs no write: each would draw every open page.
 */
export const keepTyped = async (deps: Deps): Promise<void> => {
  const due = await deps.store.read(TABLES, async (tx) => {
    const found: string[] = []
    for (const draft of await tx.drafts.all()) if ((await dueOf(tx, draft)) !== null) found.push(draft.id)
    return found
  })
  for (const id of due)
    await deps.store.write(TABLES, async (tx) => {
      // As it stands now: the page may have gone on typing.
      const draft = await tx.drafts.get(id)
      const words = draft && (await dueOf(tx, draft))
      if (!words) return
      if (words === 'kept') await tx.drafts.remove(id)
      else await keep(tx, words, draft.updatedAt, deps.clock.now())
    })
}

/** What a draft is to make of its note; `kept` where that says it already, null where it is to stay a draft. */
const dueOf = async (
  tx: Books<(typeof TABLES)[number]>,
  { id, value, updatedAt }: Draft,
): Promise<NoteEdit | 'kept' | null> => {
  if (!id.startsWith(DRAFT) || !isNoteForm(value)) return null
  const key = id.slice(DRAFT.length)
  const note = await tx.notes.get(key)
  if (note !== undefined && saysTheSame(value, note)) return 'kept'
  if (note !== undefined && note.updatedAt > updatedAt) return null
  const edit = { ...partsOf(key), ...wordsOf(value) }
  return (await whoseNote(tx, edit)) === undefined ? null : edit
}

/** Whom a note is about, where the books know the session and the person. */
const whoseNote = async (
  tx: Books<'sessions'>,
  { sessionKey, participant }: Pick<NoteEdit, 'sessionKey' | 'participant'>,
): Promise<Participant | undefined> =>
  (await tx.sessions.get(sessionKey))?.participants.find(({ id }) => id === participant)

/** True when a draft holds nothing beyond what is saved: a bare text, or a form that amounts to it. When in doubt it is kept. */
const saysTheSame = (draft: unknown, note: NoteWords): boolean => {
  if (typeof draft === 'string') return draft === note.text
  if (!isNoteForm(draft)) return false
  const { text, minutes, actions } = wordsOf(draft)
  return text === note.text && minutes === note.minutes && sameText(actions) === sameText(note.actions)
}

const sameText = (actions: readonly Action[]): string =>
  JSON.stringify(actions.map(({ id, text, due, done }) => [id, text, due, done]))
