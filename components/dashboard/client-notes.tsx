import type { ClientNote } from '../../lib/core/view/client.ts'
import { NoteLine, type SaveNote } from './note-line.tsx'

/** A client's notes, latest session first. */
export const ClientNotes = ({
  notes,
  now,
  busy,
  onSave,
}: {
  readonly notes: readonly ClientNote[]
  readonly now: number
  readonly busy: boolean
  readonly onSave: SaveNote
}) => (
  <ol class="plain-list">
    {notes.map((note) => (
      <NoteLine key={note.id} note={note} now={now} busy={busy} onSave={onSave} />
    ))}
  </ol>
)
