import type { ComponentChildren } from 'preact'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { WaitingRow } from '../../lib/core/view/waiting.ts'
import { Button } from '../button.tsx'
import { kindWord } from '../dashboard/past-words.ts'
import { timeRange, weekdayTime } from '../format.ts'

/** Who a session is with: a name, or the event's title for a group ("Acme ×4"). */
export const whoOf = ({ people, title }: WaitingRow): string => {
  const [first, ...others] = people
  if (!first) return title
  return others.length > 0 ? t('popup_group', title, people.length) : first.name
}

/** The name to show, or what stands for it on a private screen. */
export const shownName = (row: WaitingRow, hidden: boolean): string =>
  hidden
    ? row.people.length > 1
      ? plural('popup_hiddenGroup', row.people.length)
      : t('prompt_theClient')
    : whoOf(row)

/** One session that waits: who, when, paid or free, and the two answers. */
export const WaitingLine = ({
  row,
  name,
  busy,
  onYes,
  onOpen,
}: {
  readonly row: WaitingRow
  readonly name: string
  readonly busy: boolean
  readonly onYes: () => void
  /** Opens the card: at "why not" for one person. */
  readonly onOpen: (begin: 'question' | 'why') => void
}) => {
  const group = row.people.length > 1
  // One press cannot answer what is not known: whose session it was, or paid or free.
  const askFirst = row.kind === null || row.unknown
  const yes = t(group ? 'popup_allCame' : 'popup_yes')
  const no = t(group ? 'popup_some' : 'popup_no')
  return (
    <li class="line" data-row={row.key}>
      <div class="about">
        <span class="name">{name}</span>
        <span class="when">
          <time dateTime={new Date(row.start).toISOString()}>{weekdayTime(row.start)}</time>
          {row.kind && <> · {kindWord(row.kind)}</>}
          {row.contrary && <> · {t('popup_contrary')}</>}
        </span>
      </div>
      <div class="buttons">
        {askFirst ? (
          <Button size="sm" aria-label={t('popup_answerOf', name)} onClick={() => onOpen('question')}>
            {t('popup_answer')}
          </Button>
        ) : (
          <>
            <Button size="sm" busy={busy} aria-label={t('popup_of', yes, name)} onClick={onYes}>
              {yes}
            </Button>
            <Button
              size="sm"
              aria-label={t('popup_of', no, name)}
              onClick={() => onOpen(group ? 'question' : 'why')}
            >
              {no}
            </Button>
          </>
        )}
      </div>
    </li>
  )
}

/** A session that runs now or comes next; its name leads to the brief before it. */
export const DayLine = ({
  row,
  name,
  note,
  action,
}: {
  readonly row: WaitingRow
  readonly name: string
  readonly note?: string | undefined
  readonly action?: ComponentChildren
}) => (
  <li class="line" data-row={row.key}>
    <div class="about">
      <a
        class="name"
        href={`/dashboard.html#/upcoming?session=${encodeURIComponent(row.key)}`}
        target="_blank"
        rel="noreferrer"
        aria-label={t('popup_briefOf', name)}
      >
        {name}
      </a>
      <span class="when">
        <time dateTime={new Date(row.start).toISOString()}>{timeRange(row)}</time>
        {note && <> · {note}</>}
      </span>
    </div>
    {action && <div class="buttons">{action}</div>}
  </li>
)

/** "Now" and "Next": sessions under a small heading. */
export const DaySection = ({
  label,
  children,
}: {
  readonly label: string
  readonly children: ComponentChildren
}) => (
  <section class="now-next">
    <h2>{label}</h2>
    <ul>{children}</ul>
  </section>
)
