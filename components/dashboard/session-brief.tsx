import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import type { OpenAction } from '../../lib/core/brief.ts'
import type { UpcomingPerson, UpcomingRow } from '../../lib/core/view/upcoming.ts'
import { Disclosure } from '../disclosure.tsx'
import { plainDate, shortDate } from '../format.ts'
import { Aside } from '../prompt/ask-view.tsx'
import { lacksProgram, overFlags, seenWords, wouldWords } from './upcoming-words.ts'
import './forms.css'
import './session-brief.css'

const OpenActions = ({
  title: Title,
  actions,
  busy,
  onTick,
}: {
  /** What the heading is under: the day, or one person of several. */
  readonly title: 'h3' | 'h4'
  readonly actions: readonly OpenAction[]
  readonly busy: boolean
  readonly onTick: (done: OpenAction) => void
}) => (
  <section class="still-open">
    <Title>{t('prompt_openActions')}</Title>
    <ul class="plain-list">
      {actions.map((each) => (
        <li key={each.action.id}>
          <label class="check">
            <input
              type="checkbox"
              checked={false}
              // Not disabled: that would take the focus away from who goes through the list by keyboard.
              aria-disabled={busy || undefined}
              onClick={(event) => busy && event.preventDefault()}
              onChange={() => onTick(each)}
            />
            <span>
              {each.action.text}
              {each.action.due !== null && <small>{t('client_actionDue', plainDate(each.action.due))}</small>}
            </span>
          </label>
        </li>
      ))}
    </ul>
  </section>
)

/** What it would use up, and what to do where no program takes it in: only a number that was entered is ever shown (PRODUCT 2). */
const Figures = ({ person, now }: { readonly person: UpcomingPerson; readonly now: number }) => {
  const words = [wouldWords(person, now), ...overFlags(person.would, now)].filter((each) => each !== null)
  if (words.length === 0) return null
  const page = person.clientId === null ? '' : `/${encodeURIComponent(person.clientId)}`
  return (
    <p>
      {words.join(' · ')}{' '}
      {lacksProgram(person) && (
        <a href={`#/clients${page}`}>
          {t(person.hasProgram ? 'prompt_otherDates' : 'prompt_setUpProgram', person.name)}
        </a>
      )}
    </p>
  )
}

/** When you met, with the way there; what you wrote then is folded. */
const Before = ({ person, now }: { readonly person: UpcomingPerson; readonly now: number }) => {
  const { lastMet, lastNote } = person.brief
  return (
    <>
      <p>
        {lastMet ? (
          <>
            {t('upcoming_lastMet')}{' '}
            <a href={`#/past?session=${encodeURIComponent(lastMet.sessionKey)}`}>
              {shortDate(lastMet.start, now)}
            </a>
          </>
        ) : (
          t('upcoming_notMet', person.name)
        )}
      </p>
      {lastNote && (
        <Disclosure summary={t('upcoming_lastNotes', shortDate(lastNote.at, now))}>
          <p class="text">{lastNote.note.text}</p>
        </Disclosure>
      )}
    </>
  )
}

/**
 * The brief before a session (PRODUCT 5): for each of its people when you last met, what you wrote, what is still open, what it would
 * use up, and what the calendar shows so far.
 */
export const SessionBrief = ({
  row,
  now,
  busy,
  onTick,
  letter,
  children,
}: {
  readonly row: UpcomingRow
  readonly now: number
  readonly busy: boolean
  /** An action item is done. */
  readonly onTick: (done: OpenAction) => void
  /** The way to a letter to one of them, or the letter itself. */
  readonly letter: (person: UpcomingPerson) => ComponentChildren
  /** What else can be done about the session. */
  readonly children: ComponentChildren
}) => (
  <div class="brief">
    {row.people.map((person) => {
      const seen = seenWords(person)
      return (
        // Of one person alone it is the row's own section that has the name.
        <section key={person.id} aria-label={row.people.length > 1 ? person.name : undefined}>
          {row.people.length > 1 && <h3>{person.name}</h3>}
          {person.unknown ? <p>{t('upcoming_whom')}</p> : <Before person={person} now={now} />}
          <Figures person={person} now={now} />
          {seen && (
            <Aside icon="calendar">
              {t('prompt_calendar', seen)}
              {person.evidence?.likely && (
                <>
                  <br />
                  {t('upcoming_weighed')}
                </>
              )}
            </Aside>
          )}
          {person.brief.openActions.length > 0 && (
            <OpenActions
              title={row.people.length > 1 ? 'h4' : 'h3'}
              actions={person.brief.openActions}
              busy={busy}
              onTick={onTick}
            />
          )}
          {letter(person)}
        </section>
      )
    })}
    {row.doubleBooked && <Aside icon="warning">{t('upcoming_doubledHow')}</Aside>}
    {children}
  </div>
)
