import { plural, t } from '../../lib/browser/i18n.ts'
import { type Kind, REASONS } from '../../lib/core/policy.ts'
import { HOUR } from '../../lib/core/time.ts'
import type { Card, CardPerson } from '../../lib/core/view/card.ts'
import type { Near } from '../../lib/core/view/near.ts'
import { Button } from '../button.tsx'
import { codeWord } from '../dashboard/past-words.ts'
import { Field } from '../field.tsx'
import { Already, FitsCalendar } from './ask-view.tsx'
import { type Choice, emptyChoice } from './choice.ts'
import { evidenceWords } from './evidence-words.ts'
import { ReasonDetail } from './reason-detail.tsx'
import { ConsequenceText } from './verdict-footer.tsx'
import { isFiled, pick, staysAsItIs, weigh } from './weigh.ts'

type Common = {
  readonly card: Card
  readonly kind: Kind
  readonly now: number
  readonly zone: string
  /** What is picked for everybody, by participant. */
  readonly choices: Readonly<Record<string, Choice>>
}

const WHY = [...REASONS, 'told-in-time', 'moved'] as const

const whyWord = (what: (typeof WHY)[number], { policy }: Card): string =>
  what === 'told-in-time'
    ? t('prompt_toldMe', policy.noticeMs / HOUR)
    : what === 'moved'
      ? t('prompt_weMoved')
      : codeWord(what)

/** One person of a group: came, or did not and why, and what that means. */
const PersonRow = ({
  person,
  name,
  choice,
  moved,
  onChoice,
  ...common
}: Common & {
  readonly person: CardPerson
  readonly name: string
  readonly choice: Choice
  /** Sessions of theirs that this one may have been moved to. */
  readonly moved: readonly Near[]
  readonly onChoice: (choice: Choice) => void
}) => {
  const { card, kind, now, zone } = common
  const { consequence, courtesyOffered } = weigh(card, person, kind, choice, common)
  const filed = isFiled(card, person)
  const absent = choice.what !== null && choice.what !== 'came'
  const seen = evidenceWords(person.evidence, name)
  const group = `came-${card.key}-${person.id}`
  const change = (part: Partial<Choice>) => onChoice({ ...choice, ...part })
  const to = (what: Choice['what']) => onChoice(pick(what, choice, person, zone))
  return (
    <fieldset class="group-person">
      <legend>{name}</legend>
      <div class={filed ? 'came filed' : 'came'}>
        {filed && (
          <label>
            <input
              type="radio"
              name={group}
              checked={choice.what === null}
              onChange={() => onChoice(emptyChoice)}
            />
            {t('prompt_asFiled')}
          </label>
        )}
        <label>
          <input
            type="radio"
            name={group}
            checked={choice.what === 'came'}
            onChange={() => onChoice({ ...emptyChoice, what: 'came' })}
          />
          {t(filed ? 'prompt_cameAfterAll' : 'prompt_came')}
        </label>
        <label>
          <input type="radio" name={group} checked={absent} onChange={() => to('absent')} />
          {t(filed ? 'prompt_notSoOf' : 'prompt_didnt')}
        </label>
        {!filed && person.evidence?.fits && <FitsCalendar />}
      </div>
      {choice.what === null && <Already person={person} />}
      {seen && <p class="seen">{t('prompt_calendar', seen)}</p>}
      {absent && (
        <Field label={t('prompt_whyOf', name)} quietLabel>
          {(control) => (
            <select
              {...control}
              value={choice.what === 'absent' ? '' : (choice.what ?? '')}
              onChange={(event) => to(event.currentTarget.value as Choice['what'])}
            >
              <option value="" disabled>
                {t('prompt_whyChoose')}
              </option>
              {WHY.map((what) => (
                <option key={what} value={what}>
                  {whyWord(what, card)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {absent && (
        <ReasonDetail
          {...common}
          choice={choice}
          name={name}
          moved={moved}
          of={person.id}
          onChange={change}
        />
      )}
      {absent && courtesyOffered && (
        <label class="courtesy">
          <input
            type="checkbox"
            checked={choice.courtesy}
            onChange={(event) => change({ courtesy: event.currentTarget.checked })}
          />
          {t('prompt_courtesy')}
        </label>
      )}
      {consequence && <ConsequenceText consequence={consequence} now={now} />}
    </fieldset>
  )
}

/** A group session (E15): an outcome for each; "everyone came" is one key, on the card before this. */
export const GroupList = ({
  people,
  moved,
  names,
  busy,
  onChoice,
  onConfirm,
  ...common
}: Common & {
  readonly people: readonly CardPerson[]
  /** Of each person, where they may have been moved to. */
  readonly moved: Readonly<Record<string, readonly Near[]>>
  readonly names: (person: CardPerson) => string
  readonly busy: boolean
  readonly onChoice: (participant: string, choice: Choice) => void
  readonly onConfirm: () => void
}) => {
  const { choices } = common
  const kept = people.filter((person) => staysAsItIs(common.card, person, choices[person.id]))
  const chosen = people.filter((person) => {
    const choice = choices[person.id]
    return choice && weigh(common.card, person, common.kind, choice, common).consequence
  })
  const left = people.length - kept.length - chosen.length
  const came =
    chosen.filter(({ id }) => choices[id]?.what === 'came').length +
    kept.filter(({ outcome }) => outcome?.code === 'occurred').length
  const complete = left === 0 && chosen.length > 0
  return (
    <form
      class="group"
      onSubmit={(event) => {
        event.preventDefault()
        if (complete && !busy) onConfirm()
      }}
    >
      <p class="or">{t('prompt_orPerPerson')}</p>
      {people.map((person) => (
        <PersonRow
          {...common}
          key={person.id}
          person={person}
          name={names(person)}
          choice={choices[person.id] ?? emptyChoice}
          moved={moved[person.id] ?? []}
          onChoice={(choice) => onChoice(person.id, choice)}
        />
      ))}
      <div class="group-confirm">
        <Button type="submit" variant="primary" size="lg" wide busy={busy} disabled={!complete}>
          {left === 0
            ? t(
                'prompt_confirmGroup',
                plural('prompt_nCame', came),
                plural('prompt_nDidnt', people.length - came),
              )
            : plural('prompt_groupLeft', left)}
        </Button>
      </div>
    </form>
  )
}
