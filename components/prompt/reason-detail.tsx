import { t } from '../../lib/browser/i18n.ts'
import { DAY } from '../../lib/core/time.ts'
import { startWhenTold, toldAhead } from '../../lib/core/told.ts'
import type { Card } from '../../lib/core/view/card.ts'
import type { Near } from '../../lib/core/view/near.ts'
import { Button } from '../button.tsx'
import { Field } from '../field.tsx'
import { shortDate, timeOf, timeRange } from '../format.ts'
import { type Choice, instantOf, wallTime } from './choice.ts'

type Props = {
  readonly card: Card
  readonly choice: Choice
  readonly now: number
  readonly zone: string
  readonly name: string
  readonly moved: readonly Near[]
  /** Participant id: the cards of a group ask the same of several people, each for themselves. */
  readonly of: string
  readonly onChange: (part: Partial<Choice>) => void
}

const OtherText = ({ choice, onChange }: Props) => (
  <Field label={t('prompt_otherLabel')} quietLabel hint={t('prompt_onlyYou')}>
    {(control) => (
      <input
        {...control}
        value={choice.note}
        maxLength={4000}
        placeholder={t('prompt_otherPlaceholder')}
        onInput={(event) => onChange({ note: event.currentTarget.value })}
      />
    )}
  </Field>
)

/** Steps back from the start that coaches most often mean, in elapsed time (PRODUCT 2: 24 h whatever the clocks do). */
const AHEAD = [
  { key: 'prompt_told24h', ms: DAY },
  { key: 'prompt_told2days', ms: 2 * DAY },
  { key: 'prompt_toldWeek', ms: 7 * DAY },
] as const

const ToldWhen = ({ card, choice, now, zone, name, onChange }: Props) => {
  const told = instantOf(choice.toldAt, zone)
  const start = told === null ? card.start : startWhenTold(card, told)
  return (
    <div class="told">
      <Field
        label={t('prompt_toldWhen', name)}
        hint={t('prompt_toldHint', `${shortDate(start, now)} ${timeOf(start)}`)}
        error={told !== null && told >= start ? t('prompt_toldAfter') : null}
      >
        {(control) => (
          <input
            {...control}
            type="datetime-local"
            value={choice.toldAt}
            onInput={(event) => onChange({ toldAt: event.currentTarget.value })}
          />
        )}
      </Field>
      <div class="chips">
        {AHEAD.map(({ key, ms }) => (
          <Button
            key={key}
            size="sm"
            onClick={() => onChange({ toldAt: wallTime(toldAhead(card, ms), zone) })}
          >
            {t(key)}
          </Button>
        ))}
      </div>
    </div>
  )
}

const MovedWhere = ({ card, choice, now, moved, of, onChange }: Props) => (
  <fieldset class="moved">
    <legend>{t(moved.length > 0 ? 'prompt_movedWhere' : 'prompt_movedNone')}</legend>
    {[...moved.map((near) => near.key), ''].map((key) => {
      const near = moved.find((each) => each.key === key)
      return (
        <label key={key}>
          <input
            type="radio"
            name={`moved-${card.key}-${of}`}
            checked={choice.movedTo === key}
            onChange={() => onChange({ movedTo: key })}
          />
          {near ? `${shortDate(near.start, now)} ${timeRange(near)}` : t('prompt_movedElsewhere')}
        </label>
      )
    })}
  </fieldset>
)

/** What the chosen reason or exit still wants to know; nothing for most. */
export const ReasonDetail = (props: Props) => {
  switch (props.choice.what) {
    case 'other':
      return (
        <div class="detail">
          <OtherText {...props} />
        </div>
      )
    case 'told-in-time':
      return (
        <div class="detail">
          <ToldWhen {...props} />
        </div>
      )
    case 'moved':
      return (
        <div class="detail">
          <MovedWhere {...props} />
        </div>
      )
    default:
      return null
  }
}
