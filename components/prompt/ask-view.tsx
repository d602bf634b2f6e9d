import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import type { Kind } from '../../lib/core/policy.ts'
import type { CardPerson } from '../../lib/core/view/card.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { OutcomePill, Pill } from '../pill.tsx'

/** A line of what the calendar shows, or what else the coach should see before answering. */
export const Aside = ({
  icon = 'info',
  children,
}: {
  readonly icon?: 'info' | 'warning' | 'calendar' | 'note'
  readonly children: ComponentChildren
}) => (
  <p class="aside">
    <Icon name={icon} />
    <span>{children}</span>
  </p>
)

/** What is already said of it, when the card comes up to change an answer. */
export const Already = ({ person }: { readonly person: CardPerson }) => {
  const { outcome } = person
  if (!outcome) return null
  return (
    <p class="already">
      <OutcomePill outcome={outcome.code === 'moved' ? 'moved' : (outcome.mark ?? 'unanswered')} />
      {outcome.conflict && <span>{t('prompt_conflict')}</span>}
    </p>
  )
}

/** Action items that are still open from before: what the coach said they would look at. */
export const OpenActions = ({ person }: { readonly person: CardPerson }) =>
  person.openActions.length === 0 ? null : (
    <section class="open-actions">
      <h2>{t('prompt_openActions')}</h2>
      <ul>
        {person.openActions.slice(0, 3).map(({ action }) => (
          <li key={action.id}>{action.text}</li>
        ))}
        {person.openActions.length > 3 && <li>{t('prompt_more', person.openActions.length - 3)}</li>}
      </ul>
    </section>
  )

const yesWord = (group: boolean, canceled: boolean): string => {
  if (group) return canceled ? 'prompt_everyoneAfterAll' : 'prompt_everyone'
  return canceled ? 'prompt_afterAll' : 'prompt_yes'
}

/** Yes, yes with notes, or not: the three answers of the question. `held`: something else has to be said first. */
export const Answers = ({
  busy,
  held,
  singleKeys,
  contrary,
  group,
  canceled,
  onYes,
  onNotes,
  onNo,
}: {
  readonly busy: boolean
  readonly held: boolean
  readonly singleKeys: boolean
  /** The calendar speaks against "yes": said beside it, and "yes" stays possible (E13). */
  readonly contrary: boolean
  /** Several people: "everyone came" is the one key, each person has a row below (E15). */
  readonly group: boolean
  /** Filed as canceled in time: what can be said against that (E06). */
  readonly canceled: boolean
  readonly onYes: () => void
  readonly onNotes: () => void
  readonly onNo: () => void
}) => (
  <div class="answers">
    <Button
      variant="primary"
      size="lg"
      wide
      icon="check"
      busy={busy}
      aria-disabled={held || undefined}
      shortcut={singleKeys ? 'Y' : undefined}
      onClick={onYes}
    >
      {t(yesWord(group, canceled))}
      {contrary && <span class="visually-hidden"> ({t('prompt_againstCalendar')})</span>}
    </Button>
    {!group && (
      <div class="pair">
        <Button
          size="lg"
          busy={busy}
          aria-disabled={held || undefined}
          shortcut={singleKeys ? 'T' : undefined}
          onClick={onNotes}
        >
          {t('prompt_yesNotes')}
        </Button>
        <Button
          size="lg"
          busy={busy}
          aria-disabled={held || undefined}
          shortcut={singleKeys ? 'N' : undefined}
          onClick={onNo}
        >
          {t(canceled ? 'prompt_notSo' : 'prompt_no')}
        </Button>
      </div>
    )}
  </div>
)

/** Said once of a client of whom it was never said; never silently "paid" (PRODUCT 1). */
export const KindQuestion = ({
  name,
  kind,
  onKind,
}: {
  readonly name: string
  /** What was said; null: not yet. */
  readonly kind: Kind | null
  readonly onKind: (kind: Kind) => void
}) => (
  <fieldset class="kind-question">
    <legend>{t('prompt_kindQuestion', name)}</legend>
    <div class="pair">
      <Button wide aria-pressed={kind === 'paid'} onClick={() => onKind('paid')}>
        {t('kind_paid')}
      </Button>
      <Button wide aria-pressed={kind === 'complimentary'} onClick={() => onKind('complimentary')}>
        {t('kind_complimentary')}
      </Button>
    </div>
    <p>{t('prompt_kindOnce')}</p>
  </fieldset>
)

/** The pill beside a choice that agrees with the calendar (E07). */
export const FitsCalendar = () => <Pill icon="calendar">{t('prompt_fits')}</Pill>
