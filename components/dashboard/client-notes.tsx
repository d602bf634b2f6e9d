import { plural, t } from '../../lib/browser/i18n.ts'
import type { Action } from '../../lib/core/note.ts'
import type { ClientNote } from '../../lib/core/view/client.ts'
import { plainDate, shortDate, timeOf } from '../format.ts'
import './client-notes.css'

const Actions = ({
  actions,
  busy,
  onTick,
}: {
  readonly actions: readonly Action[]
  readonly busy: boolean
  readonly onTick: (action: Action) => void
}) => (
  <ul class="plain-list">
    {actions.map((action) => (
      <li key={action.id}>
        <label class="check">
          <input
            type="checkbox"
            checked={action.done}
            disabled={busy}
            onChange={() => onTick({ ...action, done: !action.done })}
          />
          <span>
            {action.text}
            {action.due !== null && <small>{t('client_actionDue', plainDate(action.due))}</small>}
          </span>
        </label>
      </li>
    ))}
  </ul>
)

/**
 * A client's notes, latest session first: words, minutes and action items, which are ticked off here. Where a session is still kept,
 * its date leads to it.
 */
export const ClientNotes = ({
  notes,
  now,
  busy,
  onSave,
}: {
  readonly notes: readonly ClientNote[]
  readonly now: number
  readonly busy: boolean
  /** Keeps a note with an item ticked off, or open again. */
  readonly onSave: (note: ClientNote) => void
}) => (
  <ol class="client-notes plain-list">
    {notes.map((note) => (
      <li key={note.id}>
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
        {note.text.trim() !== '' && <p class="text">{note.text}</p>}
        {note.actions.length > 0 && (
          <Actions
            actions={note.actions}
            busy={busy}
            onTick={(ticked) =>
              onSave({
                ...note,
                actions: note.actions.map((each) => (each.id === ticked.id ? ticked : each)),
              })
            }
          />
        )}
      </li>
    ))}
  </ol>
)
