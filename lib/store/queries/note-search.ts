import { partsOf } from '../../core/session-row.ts'
import type { Written } from '../../core/view/note-search.ts'
import type { OpenBooks } from '../../tables.ts'
import { readPeople } from './people.ts'

/** Every note with its client and the start of its session: what a page reads once, and again when one of them changes, to search it. */
export const writtenNotes = async (db: OpenBooks): Promise<readonly Written[]> => {
  const [notes, people] = await Promise.all([db.notes.all(), readPeople(db)])
  const sessions = await db.sessions.getMany(notes.map(({ sessionKey }) => sessionKey))
  return notes.map((note, index): Written => {
    const { participant } = partsOf(note.id)
    const session = sessions[index]
    const part = session?.participants.find(({ id }) => id === participant)
    const client =
      session && part
        ? people.clientOf(session, part)
        : people.clientBy({ participantKey: note.id, address: note.address, title: '' })
    return {
      note: { ...note, participant, start: session?.start ?? null },
      name: client?.name || part?.name || note.address || session?.title || '',
      clientId: client?.id ?? null,
    }
  })
}
