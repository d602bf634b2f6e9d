import { useEffect, useState } from 'preact/hooks'
import { participantKey } from '../../lib/core/session-row.ts'
import { MINUTE } from '../../lib/core/time.ts'
import type { Card, CardPerson } from '../../lib/core/view/card.ts'
import { RefusalNote } from '../refusal.tsx'
import { useAct } from '../use-act.ts'
import type { CardApi, NoteWords } from './card-api.ts'
import { type NoteForm, NotesView } from './notes-view.tsx'

const formOf = (person: CardPerson): NoteForm => ({
  text: person.note?.text ?? '',
  minutes: person.note?.minutes == null ? '' : String(person.note.minutes),
  actions: person.note?.actions ?? [],
})

const isForm = (value: unknown): value is NoteForm =>
  typeof value === 'object' && value !== null && 'text' in value && 'actions' in value && 'minutes' in value

/** Notes of one person of a session: begins with what was being written, else with what was saved. */
export const NotesStep = ({
  api,
  newId,
  card,
  person,
  name,
  onDone,
}: {
  readonly api: Pick<CardApi, 'saveNote' | 'readDraft' | 'keepDraft'>
  readonly newId: () => string
  readonly card: Card
  readonly person: CardPerson
  readonly name: string
  readonly onDone: () => void
}) => {
  const subject = participantKey(card.key, person.id)
  const id = `note:${subject}`
  const act = useAct()
  const [initial, setInitial] = useState<NoteForm | null>(null)
  useEffect(() => {
    const begin = async () => {
      const kept = await api.readDraft(id)
      setInitial(isForm(kept) ? kept : formOf(person))
    }
    begin().catch(reportError)
  }, [id])
  const save = (words: NoteWords) =>
    // The draft goes in the same transaction as the note is saved, unless it holds newer words (E34).
    act.run('note', () => api.saveNote(card.key, person.id, words), onDone)
  if (!initial) return null
  return (
    <NotesView
      subject={subject}
      name={name}
      scheduled={Math.round((card.end - card.start) / MINUTE)}
      initial={initial}
      busy={act.busy !== null}
      trouble={<RefusalNote act={act} names={['note']} />}
      newId={newId}
      onDraft={(form) => api.keepDraft(id, form)}
      onDone={save}
    />
  )
}
