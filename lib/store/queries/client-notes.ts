import type { Whose } from '../../core/client.ts'
import type { Note } from '../../core/note.ts'
import { partsOf } from '../../core/session-row.ts'
import type { ClientNote } from '../../core/view/client.ts'
import type { OpenBooks } from '../../tables.ts'

/** A client's notes: of their addresses, and of the sessions that were linked to them by hand. Latest session first. */
export const clientNotes = async (db: OpenBooks, client: Whose): Promise<readonly ClientNote[]> => {
  const [byAddress, byLink] = await Promise.all([
    db.notes.whereAny('address', client.addresses),
    db.notes.getMany([...client.participants]),
  ])
  const notes = new Map<string, Note>()
  for (const note of [...byAddress, ...byLink]) if (note) notes.set(note.id, note)
  const kept = [...notes.values()]
  const sessions = await db.sessions.getMany(kept.map(({ sessionKey }) => sessionKey))
  return kept
    .map((note, index) => ({
      ...note,
      participant: partsOf(note.id).participant,
      start: sessions[index]?.start ?? null,
    }))
    .sort((a, b) => (b.start ?? b.updatedAt) - (a.start ?? a.updatedAt))
}
