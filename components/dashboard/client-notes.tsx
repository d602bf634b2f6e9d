import type { ClientNote } from '../../lib/core/view/client.ts'
import { Gradually } from '../gradually.tsx'
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
    <Gradually
      items={notes}
      row={(note) => <NoteLine key={note.id} note={note} now={now} busy={busy} onSave={onSave} />}
    />
  </ol>
)
