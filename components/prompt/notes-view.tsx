import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { type NoteForm, type NoteWords, wordsOf } from '../../lib/core/note.ts'
import { Button } from '../button.tsx'
import { Field } from '../field.tsx'
import { Icon } from '../icon.tsx'
import { ActionList } from './action-list.tsx'
import { Heading } from './heading.tsx'
import { titleWords } from './title-words.ts'

/** Drafts are written this soon after a key, in ms (DESIGN 3). */
const DRAFT_WITHIN = 200

/** What is typed is the note when nothing was added for so long, in ms: it is what other pages show, and they draw it anew each time. */
const NOTE_AFTER = 1000

/**
 * Notes, the minutes it really took (E16) and action items. Every key is kept as a draft at once, and saved at every pause and when the
 * page is left, so closing loses nothing (PRODUCT 5); "Done" saves and goes on.
 */
export const NotesView = ({
  subject,
  name,
  scheduled,
  initial,
  busy,
  trouble,
  newId,
  onDraft,
  onPause,
  onBookNext,
  onDone,
}: {
  /** What the focus and the draft belong to. */
  readonly subject: string
  readonly name: string | null
  /** Minutes as it stood in the calendar. */
  readonly scheduled: number
  /** Followed until something is typed here: the same card may be open on another page. */
  readonly initial: NoteForm
  readonly busy: boolean
  readonly trouble: ComponentChildren
  readonly newId: () => string
  readonly onDraft: (form: NoteForm) => void
  /** Nothing was added for a moment, or the page is left. */
  readonly onPause: (words: NoteWords) => void
  /** Saves and books the next session; null where one is booked already (PRODUCT 5). */
  readonly onBookNext: ((words: NoteWords) => void) | null
  readonly onDone: (words: NoteWords) => void
}) => {
  const [form, setForm] = useState(initial)
  const latest = useRef(form)
  const touched = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const pause = useRef<ReturnType<typeof setTimeout> | null>(null)
  const flush = () => {
    if (timer.current === null) return
    clearTimeout(timer.current)
    timer.current = null
    onDraft(latest.current)
  }
  /** Whether there was something that is not saved yet; from here on it is somebody's to save. */
  const settle = (): boolean => {
    flush()
    if (pause.current === null) return false
    clearTimeout(pause.current)
    pause.current = null
    return true
  }
  const rest = () => {
    if (settle()) onPause(wordsOf(latest.current))
  }
  const change = (part: Partial<NoteForm>) => {
    touched.current = true
    latest.current = { ...latest.current, ...part }
    setForm(latest.current)
    timer.current ??= setTimeout(flush, DRAFT_WITHIN)
    if (pause.current !== null) clearTimeout(pause.current)
    pause.current = setTimeout(rest, NOTE_AFTER)
  }
  useLayoutEffect(() => {
    if (touched.current) return
    latest.current = initial
    setForm(initial)
  }, [initial])
  useLayoutEffect(() => {
    document.addEventListener('visibilitychange', rest)
    return () => {
      document.removeEventListener('visibilitychange', rest)
      rest()
    }
  }, [])
  return (
    <form
      class="card notes"
      onSubmit={(event) => {
        event.preventDefault()
        settle()
        onDone(wordsOf(form))
      }}
    >
      <div class="body">
        <Heading of={`notes ${subject}`}>{titleWords('prompt_notesTitle', name)}</Heading>
        <p class="kept">
          <Icon name="check" size={14} />
          {t('prompt_notesKept')}
        </p>
        <Field label={t('prompt_notes')}>
          {(control) => (
            <textarea
              {...control}
              rows={6}
              maxLength={200_000}
              value={form.text}
              placeholder={t('prompt_notesPlaceholder')}
              onInput={(event) => change({ text: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('prompt_minutes')} hint={t('prompt_minutesHint', scheduled)}>
          {(control) => (
            <input
              {...control}
              class="control short"
              type="number"
              inputMode="numeric"
              min={0}
              max={1440}
              value={form.minutes}
              placeholder={String(scheduled)}
              onInput={(event) => change({ minutes: event.currentTarget.value })}
            />
          )}
        </Field>
        <ActionList actions={form.actions} newId={newId} onChange={(actions) => change({ actions })} />
      </div>
      <footer class="verdict plain">
        {trouble}
        <Button type="submit" variant="primary" size="lg" wide busy={busy}>
          {t('prompt_notesDone')}
        </Button>
        {onBookNext && (
          <Button
            wide
            busy={busy}
            icon="calendar"
            onClick={() => {
              settle()
              onBookNext(wordsOf(form))
            }}
          >
            {t('common_bookNext')}
          </Button>
        )}
      </footer>
    </form>
  )
}
