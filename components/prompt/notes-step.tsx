import { useEffect, useState } from 'preact/hooks'
import { type Draft, isNoteForm, type NoteForm, type NoteWords } from '../../lib/core/note.ts'
import { participantKey } from '../../lib/core/session-row.ts'
import { MINUTE } from '../../lib/core/time.ts'
import type { Card, CardPerson } from '../../lib/core/view/card.ts'
import { RefusalNote } from '../refusal.tsx'
import { useAct } from '../use-act.ts'
import type { CardApi } from './card-api.ts'
import { NotesView } from './notes-view.tsx'

const formOf = (person: CardPerson): NoteForm => ({
  text: person.note?.text ?? '',
  minutes: person.note?.minutes == null ? '' : String(person.note.minutes),
  actions: person.note?.actions ?? [],
})

/** What was typed and not saved; null where nothing was, or where it is older than the note (E34). */
const unsaved = (draft: Draft | undefined, note: CardPerson['note']): NoteForm | null =>
  draft !== undefined && isNoteForm(draft.value) && draft.updatedAt >= (note?.updatedAt ?? 0)
    ? draft.value
    : null

/** Notes of one person of a session: begins with what was being written, else with what was saved. */
export const NotesStep = ({
  api,
  newId,
  card,
  person,
  name,
  now,
  onBookNext,
  onDone,
}: {
  readonly api: Pick<CardApi, 'saveNote' | 'readDraft' | 'keepDraft' | 'nextBooking'>
  readonly newId: () => string
  readonly card: Card
  readonly person: CardPerson
  readonly name: string | null
  readonly now: number
  /** The note is saved, and the next session is to be booked. */
  readonly onBookNext: () => void
  readonly onDone: () => void
}) => {
  const subject = participantKey(card.key, person.id)
  const id = `note:${subject}`
  const act = useAct()
  const [initial, setInitial] = useState<NoteForm | null>(null)
  const [isBooked, setBooked] = useState(true)
  useEffect(() => {
    const look = async () => setBooked((await api.nextBooking(card.key, person.id)) !== null)
    look().catch(reportError)
  }, [api, card.key, person.id])
  useEffect(() => {
    const begin = async () => {
      setInitial(unsaved(await api.readDraft(id), person.note) ?? formOf(person))
    }
    begin().catch(reportError)
    // Also when it is saved on another page.
  }, [id, person.note?.updatedAt])
  const save = (words: NoteWords, then: () => void) =>
    // The draft goes in the same transaction as the note is saved, unless it holds newer words (E34).
    act.run('note', () => api.saveNote(card.key, person.id, words), then)
  if (!initial) return null
  return (
    <NotesView
      subject={subject}
      name={name}
      scheduled={Math.round((card.end - card.start) / MINUTE)}
      initial={initial}
      busy={act.busy.size > 0}
      trouble={<RefusalNote act={act} names={['note']} />}
      newId={newId}
      onDraft={(form) => api.keepDraft(id, form)}
      // Not a press: nothing is busy, and where it is refused the draft is still there, to be saved by "Done" or the next round.
      onPause={(words) => void api.saveNote(card.key, person.id, words).catch(reportError)}
      onBookNext={isBooked || card.end > now ? null : (words) => save(words, onBookNext)}
      onDone={(words) => save(words, onDone)}
    />
  )
}
