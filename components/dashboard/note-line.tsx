import { plural, t } from '../../lib/browser/i18n.ts'
import type { Action } from '../../lib/core/note.ts'
import type { ClientNote } from '../../lib/core/view/client.ts'
import { plainDate, shortDate, timeOf } from '../format.ts'
import { Marked } from '../marked.tsx'
import './forms.css'
import './note-line.css'

/** Keeps a note with one of its action items (by id) ticked off, or open again. */
export type SaveNote = (note: ClientNote, actionId: string) => void

const Actions = ({
  note,
  actions,
  words,
  busy,
  onSave,
}: {
  readonly note: ClientNote
  readonly actions: readonly Action[]
  readonly words: readonly string[]
  readonly busy: boolean
  readonly onSave: SaveNote
}) => {
  const toggle = (id: string) =>
    onSave(
      {
        ...note,
        actions: note.actions.map((each) => (each.id === id ? { ...each, done: !each.done } : each)),
      },
      id,
    )
  return (
    <ul class="plain-list">
      {actions.map(({ id, text, due, done }) => (
        <li key={id}>
          <label class="check">
            <input
              type="checkbox"
              checked={done}
              // Not disabled: that would take the focus away from who goes through the list by keyboard.
              aria-disabled={busy || undefined}
              onClick={(event) => busy && event.preventDefault()}
              onChange={() => toggle(id)}
            />
            <span>
              <Marked text={text} words={words} />
              {due !== null && <small>{t('client_actionDue', plainDate(due))}</small>}
            </span>
          </label>
        </li>
      ))}
    </ul>
  )
}

/**
 * One note: when (it leads to the session, where that is still kept), minutes, words, and action items that are ticked off in place.
 * What was looked for is marked.
 */
export const NoteLine = ({
  note,
  actions = note.actions,
  words = [],
  text = note.text,
  now,
  busy,
  onSave,
}: {
  readonly note: ClientNote
  /** The action items to show; all of them by default. */
  readonly actions?: readonly Action[]
  /** The words to show; the whole note by default. */
  readonly text?: string
  /** What was looked for, folded. */
  readonly words?: readonly string[]
  readonly now: number
  readonly busy: boolean
  readonly onSave: SaveNote
}) => (
  <li class="note-line">
    <p class="when">
      {note.start === null ? (
        shortDate(note.updatedAt, now)
      ) : (
        <a href={`#/past?session=${encodeURIComponent(note.sessionKey)}`}>
          {shortDate(note.start, now)}, {timeOf(note.start)}
        </a>
      )}
      {note.minutes !== null && <span>{plural('client_noteMinutes', note.minutes)}</span>}
    </p>
    {text.trim() !== '' && (
      <p class="text">
        <Marked text={text} words={words} />
      </p>
    )}
    {actions.length > 0 && (
      <Actions note={note} actions={actions} words={words} busy={busy} onSave={onSave} />
    )}
  </li>
)
