import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { type Card, type CardPerson, wouldBe } from '../../lib/core/view/card.ts'
import type { Near } from '../../lib/core/view/near.ts'
import { shortDate, timeOf } from '../format.ts'
import { Already, Answers, Aside, KindQuestion, OpenActions } from './ask-view.tsx'
import { wouldBeWords } from './consequence-words.ts'
import { evidenceWords } from './evidence-words.ts'
import { Heading } from './heading.tsx'
import { ProgramLink } from './program-link.tsx'
import { bookedStart } from './weigh.ts'
import { WhoLine } from './who-line.tsx'

/**
 * What "yes" would come to (or, where it was already said, has come to), and the way to a program where there is none: never a number that
 * was not entered (PRODUCT 2).
 */
const WouldBe = ({
  card,
  person,
  kind,
  name,
  now,
}: {
  card: Card
  person: CardPerson
  kind: Kind
  name: string
  now: number
}) => {
  const start = person.outcome?.code === 'occurred' ? bookedStart(card, person) : card.start
  const c = wouldBe(card, person, { said: { occurred: true }, kind, courtesy: false }, now, start)
  return (
    <p>
      {c.program && person.outcome?.code === 'occurred' && person.outcome.counts
        ? t('clients_used', c.program.used, c.program.total)
        : wouldBeWords(c, now)}
      {c.counts && !c.program && (
        <>
          {' '}
          <ProgramLink card={card} person={person} name={name} />
        </>
      )}
    </p>
  )
}

/** The client's next booking, in a room of its own so that nothing moves when it is found. */
const NextBooking = ({ next, now }: { readonly next: Near | null | undefined; readonly now: number }) => (
  <p class="next-booking">
    {next === undefined
      ? '\u00a0'
      : next
        ? t('prompt_nextBooked', `${shortDate(next.start, now)} ${timeOf(next.start)}`)
        : t('prompt_nothingBooked')}
  </p>
)

/** The question; or what is said, or filed, of it already. */
const headingOf = ({ answered, canceled }: Card): string =>
  answered ? 'prompt_change' : canceled ? 'outcome_canceledInTime' : 'prompt_question'

/** "Did your session happen?": who and when, what yes would come to, what the calendar shows; then the answers. */
export const QuestionView = ({
  card,
  names,
  hidden,
  title,
  kind,
  now,
  next,
  busy,
  singleKeys,
  trouble,
  onKind,
  onYes,
  onNotes,
  onNo,
  children,
}: {
  readonly card: Card
  /** The name to show for a person; a private screen hides it. */
  readonly names: (person: CardPerson) => string
  /** On a private screen, until the name is asked for: nothing that could tell whom it was with. */
  readonly hidden: boolean
  /** The name, or the button that shows it. */
  readonly title: ComponentChildren
  readonly kind: Kind | null
  readonly now: number
  /** The client's next booking; null: nothing booked; undefined: not looked up yet. */
  readonly next: Near | null | undefined
  readonly busy: boolean
  readonly singleKeys: boolean
  readonly trouble: ComponentChildren
  readonly onKind: (kind: Kind) => void
  readonly onYes: () => void
  readonly onNotes: () => void
  readonly onNo: () => void
  /** Whom it was with, or the rows of a group. */
  readonly children?: ComponentChildren
}) => {
  const [only] = card.people
  const single = card.people.length === 1 ? only : undefined
  const contrary = card.people.some(({ evidence }) => evidence?.contrary)
  const seen = single ? evidenceWords(single.evidence, names(single)) : null
  const unknown = single?.unknown ?? false
  // Once asked it stays where it is: were it to go, a second click meant for it would land on an answer.
  const kindAsked = useRef(false)
  kindAsked.current ||= kind === null && !unknown
  const asksKind = kindAsked.current
  return (
    <div class="body">
      <Heading of={`ask ${card.key}`}>{t(headingOf(card))}</Heading>
      <WhoLine card={card} name={title} kind={asksKind ? null : kind} now={now} onKind={onKind} />
      {single && <Already person={single} />}
      {single && !unknown && (
        <div class={asksKind ? 'would-be awaited' : 'would-be'}>
          {kind && <WouldBe card={card} person={single} kind={kind} name={names(single)} now={now} />}
        </div>
      )}
      {single && !unknown && <NextBooking next={next} now={now} />}
      {seen && <Aside icon="calendar">{t('prompt_calendar', seen)}</Aside>}
      {card.doubleBooked && <Aside icon="warning">{t('prompt_doubleBooked')}</Aside>}
      {single && !hidden && <OpenActions person={single} />}
      {trouble}
      {!unknown && asksKind && (
        <KindQuestion
          name={single ? names(single) : hidden ? t('prompt_theseClients') : card.title}
          kind={kind}
          onKind={onKind}
        />
      )}
      {!unknown && (
        <Answers
          busy={busy}
          held={kind === null}
          singleKeys={singleKeys}
          contrary={contrary}
          group={!single}
          canceled={card.canceled}
          onYes={onYes}
          onNotes={onNotes}
          onNo={onNo}
        />
      )}
      {children}
    </div>
  )
}
