import { isTheirs, type Whose } from '../../core/client.ts'
import type { Note } from '../../core/note.ts'
import { partsOf } from '../../core/session-row.ts'
import type { ClientNote } from '../../core/view/client.ts'
import type { Books } from '../../tables.ts'

/** A client's notes as they lie there: of the sessions that were linked to them by hand, else of their addresses. */
export const noteRows = async (db: Books<'notes'>, whose: Whose): Promise<readonly Note[]> => {
  const [byAddress, byLink] = await Promise.all([
    db.notes.whereAny('address', whose.addresses),
    db.notes.getMany([...whose.participants]),
  ])
  const notes = new Map<string, Note>()
  for (const note of [...byAddress, ...byLink])
    if (note && isTheirs(whose, note.id, note.address)) notes.set(note.id, note)
  return [...notes.values()]
}

/** These notes with when their sessions began, latest session first. `known`: sessions that were read already, by key. */
export const notesWithStarts = async (
  db: Books<'sessions'>,
  notes: readonly Note[],
  known: ReadonlyMap<string, { readonly start: number }>,
): Promise<readonly ClientNote[]> => {
  const missing = notes.map(({ sessionKey }) => sessionKey).filter((key) => !known.has(key))
  const others = new Map((await db.sessions.getMany(missing)).map((session) => [session?.key, session]))
  return notes
    .map((note) => ({
      ...note,
      participant: partsOf(note.id).participant,
      start: (known.get(note.sessionKey) ?? others.get(note.sessionKey))?.start ?? null,
    }))
    .sort((a, b) => (b.start ?? b.updatedAt) - (a.start ?? a.updatedAt))
}

/** A client's notes with when their sessions began, latest session first. */
export const clientNotes = async (
  db: Books<'notes' | 'sessions'>,
  client: Whose,
): Promise<readonly ClientNote[]> => notesWithStarts(db, await noteRows(db, client), new Map())
