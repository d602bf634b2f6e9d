import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import type { Consequence } from '../../lib/core/consequence.ts'
import type { Policy, RowId } from '../../lib/core/policy.ts'
import type { Card, CardPerson } from '../../lib/core/view/card.ts'
import { Button } from '../button.tsx'
import { codeWord, kindWord } from '../dashboard/past-words.ts'
import { Disclosure } from '../disclosure.tsx'
import { Field } from '../field.tsx'
import { Icon } from '../icon.tsx'
import { glyphOf } from '../pill.tsx'
import { confirmWords, consequenceWords } from './consequence-words.ts'
import { ProgramLink } from './program-link.tsx'

/** The row of the policy that decides, in words, with its id and version for who wants to look it up. */
const WhichRule = ({
  consequence,
  policy,
}: {
  readonly consequence: Consequence
  readonly policy: Policy
}) => {
  const rowId = consequence.rowId as RowId | null
  const row = rowId && policy.rows[rowId]
  return (
    <Disclosure summary={t('prompt_whichRule')}>
      <p class="rule">
        {row
          ? t(
              'prompt_rule',
              kindWord(consequence.kind),
              codeWord(consequence.code),
              t(row.counts ? 'prompt_ruleCounts' : 'prompt_ruleDoesntCount'),
              t(row.reschedule ? 'prompt_ruleBack' : 'prompt_ruleNotBack'),
            )
          : t('prompt_ruleMoved')}
        {consequence.override === 'courtesy' && ` ${t('prompt_ruleCourtesy')}`}
        {consequence.free && ` ${t('prompt_ruleFree')}`}
      </p>
      <p class="rule-id">{t('prompt_ruleId', rowId ?? 'moved', policy.version)}</p>
    </Disclosure>
  )
}

/** The consequence of one choice: outcome, words, and the rule behind it. */
export const ConsequenceText = ({
  consequence,
  now,
}: {
  readonly consequence: Consequence
  readonly now: number
}) => (
  <p class={`consequence ${consequence.mark ?? 'moved'}`}>
    <Icon name={glyphOf[consequence.mark ?? 'moved']} />
    <span>{consequenceWords(consequence, now)}</span>
  </p>
)

/**
 * What a choice means, and the one button that makes it so; they stay together at the foot of the window, in a room of reserved
 * height (UI). Before anything is chosen it says so and confirms nothing.
 */
export const VerdictFooter = ({
  card,
  person,
  consequence,
  now,
  courtesy,
  courtesyOffered,
  note,
  name,
  busy,
  trouble,
  onCourtesy,
  onNote,
}: {
  readonly card: Card
  readonly person: CardPerson
  readonly consequence: Consequence | null
  readonly now: number
  readonly courtesy: boolean
  /** The outcome counts, or would without the courtesy. */
  readonly courtesyOffered: boolean
  readonly note: string
  readonly name: string
  readonly busy: boolean
  readonly trouble: ComponentChildren
  readonly onCourtesy: (courtesy: boolean) => void
  readonly onNote: (note: string) => void
}) => (
  <footer class="verdict">
    {trouble}
    {consequence ? (
      <ConsequenceText consequence={consequence} now={now} />
    ) : (
      <p class="consequence none">{t('prompt_chooseFirst')}</p>
    )}
    <div class="beside">
      {courtesyOffered && (
        <label class="courtesy">
          <input
            type="checkbox"
            checked={courtesy}
            onChange={(event) => onCourtesy(event.currentTarget.checked)}
          />
          {t('prompt_courtesy')}
        </label>
      )}
      {consequence?.withoutProgram && <ProgramLink card={card} person={person} name={name} />}
      {consequence && <WhichRule consequence={consequence} policy={card.policy} />}
    </div>
    {courtesy && courtesyOffered && (
      <Field label={t('prompt_courtesyNote')} quietLabel>
        {(control) => (
          <input
            {...control}
            value={note}
            maxLength={4000}
            placeholder={t('prompt_courtesyNote')}
            onInput={(event) => onNote(event.currentTarget.value)}
          />
        )}
      </Field>
    )}
    <Button
      type="submit"
      variant="primary"
      size="lg"
      wide
      busy={busy}
      disabled={!consequence}
      shortcut={consequence ? 'Enter' : undefined}
    >
      {consequence ? confirmWords(consequence) : t('prompt_confirm')}
    </Button>
  </footer>
)
