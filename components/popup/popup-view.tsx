import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { WaitingRow } from '../../lib/core/view/waiting.ts'
import { Button } from '../button.tsx'
import { CalendarNote, type CalendarNoteWords } from '../calendar-note.tsx'
import { EmptyState } from '../feedback.tsx'
import { Icon } from '../icon.tsx'
import { Menu } from '../menu.tsx'
import { Heading } from '../prompt/heading.tsx'
import { DayLine, DaySection, shownName, WaitingLine } from './session-line.tsx'
import './popup.css'

/** A calendar account that needs the coach, or data that has grown old. */
export type PopupViewProps = {
  readonly saved: ComponentChildren
  readonly waiting: readonly WaitingRow[]
  readonly total: number
  readonly running: readonly WaitingRow[]
  readonly next: WaitingRow | null
  readonly nextNote: string | null
  readonly toReschedule: number
  readonly sync: CalendarNoteWords | null
  readonly setUp: boolean
  /** The session whose letter or card was closed again: the focus goes back to what led there. */
  readonly backOn: string | null
  /** Names are hidden: a private screen. */
  readonly hidden: boolean
  readonly onShowNames: () => void
  readonly now: number
  /** From so many ms after its start, "Client isn't here" is offered. */
  readonly waitingMs: number
  /** `yes:` with the keys of the sessions whose answer is being saved. */
  readonly busy: ReadonlySet<string>
  readonly trouble: ComponentChildren
  readonly onYes: (row: WaitingRow) => void
  readonly onOpen: (row: WaitingRow, begin: 'question' | 'why' | 'no-show') => void
  readonly onBatch: () => void
  readonly onLetter: (row: WaitingRow, letter: 'are-you-joining' | 'confirm') => void
}

const Link = ({ href, children }: { readonly href: string; readonly children: ComponentChildren }) => (
  <a class="button quiet sm" href={href} target="_blank" rel="noreferrer">
    <span class="label">{children}</span>
  </a>
)

const Waiting = (props: PopupViewProps) => {
  const { waiting, total, hidden, busy, onYes, onOpen, onBatch } = props
  return (
    <section class="waiting">
      <header>
        <Heading of="waiting">{plural('popup_waiting', total)}</Heading>
        {waiting.length > 1 && (
          <Button variant="quiet" size="sm" onClick={onBatch}>
            {t('popup_allHappened')}
          </Button>
        )}
      </header>
      <ul>
        {waiting.map((row) => (
          <WaitingLine
            key={row.key}
            row={row}
            name={shownName(row, hidden)}
            busy={busy.has(`yes:${row.key}`)}
            onYes={() => onYes(row)}
            onOpen={(begin) => onOpen(row, begin)}
          />
        ))}
      </ul>
    </section>
  )
}

/** What runs now. Just over, it can be answered before it is asked about; late, the client may not be there. */
const Running = (props: PopupViewProps & { readonly row: WaitingRow }) => {
  const { row, hidden, now, waitingMs, busy, onYes, onOpen, onLetter } = props
  const name = shownName(row, hidden)
  if (row.end <= now) {
    return (
      <WaitingLine
        row={row}
        name={name}
        busy={busy.has(`yes:${row.key}`)}
        onYes={() => onYes(row)}
        onOpen={(begin) => onOpen(row, begin)}
      />
    )
  }
  const late = now >= row.start + waitingMs && row.people.length === 1 && row.kind !== null && !row.unknown
  return (
    <DayLine
      row={row}
      name={name}
      action={
        late && (
          <Menu
            variant="secondary"
            trigger={t('popup_notHere')}
            items={[
              {
                id: 'letter',
                label: t('popup_writeJoining'),
                hint: t('popup_writeJoiningHint'),
                onSelect: () => onLetter(row, 'are-you-joining'),
              },
              { id: 'no-show', label: t('code_clientNoShow'), onSelect: () => onOpen(row, 'no-show') },
            ]}
          />
        )
      }
    />
  )
}

/** Who comes next, and a letter that makes sure of it: a session that both remember is not missed. */
const Next = ({ row, hidden, nextNote, onLetter }: PopupViewProps & { readonly row: WaitingRow }) => {
  const name = shownName(row, hidden)
  return (
    <DayLine
      row={row}
      name={name}
      note={nextNote ? t('popup_open', nextNote) : undefined}
      action={
        row.people.length === 1 &&
        !row.unknown && (
          <Button
            variant="quiet"
            size="sm"
            aria-label={t('popup_confirmOf', name)}
            onClick={() => onLetter(row, 'confirm')}
          >
            {t('popup_confirm')}
          </Button>
        )
      }
    />
  )
}

/** The toolbar popup: what waits, what runs, what comes next; anything else is in the dashboard. */
export const PopupView = (props: PopupViewProps) => {
  const { saved, waiting, running, next, toReschedule, sync, setUp, backOn } = props
  const list = useRef<HTMLElement>(null)
  // After the heading, which has taken the focus by now.
  useEffect(() => {
    const lines = list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? []
    const line = [...lines].find(({ dataset }) => dataset.row === backOn)
    line?.querySelector<HTMLElement>('.buttons > button:last-of-type')?.focus()
  }, [])
  return (
    <>
      {saved && <header>{saved}</header>}
      <main ref={list}>
        {sync && <CalendarNote {...sync} />}
        {props.trouble}
        {waiting.length > 0 && <Waiting {...props} />}
        {waiting.length === 0 && (
          <EmptyState
            icon={setUp ? 'check' : 'calendar'}
            level={1}
            title={t(setUp ? 'popup_nothing' : 'popup_welcome')}
            action={
              !setUp && (
                <a class="button primary md" href="/welcome.html" target="_blank" rel="noreferrer">
                  {t('popup_setUp')}
                </a>
              )
            }
          >
            {t(setUp ? 'popup_nothingText' : 'popup_welcomeText')}
          </EmptyState>
        )}
        {running.length > 0 && (
          <DaySection label={t('popup_now')}>
            {running.map((row) => (
              <Running key={row.key} {...props} row={row} />
            ))}
          </DaySection>
        )}
        {next && (
          <DaySection label={t('popup_next')}>
            <Next {...props} row={next} />
          </DaySection>
        )}
      </main>
      <footer class="popup-foot">
        {toReschedule > 0 ? (
          <a
            class="button quiet sm queue"
            href="/dashboard.html#/reschedule"
            target="_blank"
            rel="noreferrer"
          >
            <Icon name="back" size={14} />
            <span class="label">{plural('popup_toReschedule', toReschedule)}</span>
          </a>
        ) : (
          <span />
        )}
        {props.hidden && (
          <Button variant="quiet" size="sm" icon="eye" onClick={props.onShowNames}>
            {t('prompt_showNames')}
          </Button>
        )}
        <Link href="/dashboard.html">{t('popup_dashboard')}</Link>
      </footer>
    </>
  )
}
