import { t } from '../../lib/browser/i18n.ts'
import type { Calendar } from '../../lib/core/event.ts'
import type { Mark } from '../../lib/core/policy.ts'
import type { VisibleChoice } from '../../lib/core/visible.ts'
import { OutcomePill, outcomeWord } from '../pill.tsx'
import './visible-settings.css'

/** The outcomes in the order of the policy's table, with Google's colour for each: its name there and how it looks. */
const LEGEND: readonly { readonly mark: Mark; readonly name: string; readonly fill: string }[] = [
  { mark: 'completed', name: 'visible_basil', fill: '#0b8043' },
  { mark: 'didnt-occur', name: 'visible_grape', fill: '#8e24aa' },
  { mark: 'to-reschedule', name: 'visible_banana', fill: '#f6bf26' },
  { mark: 'canceled-in-time', name: 'visible_graphite', fill: '#616161' },
]

/** What our categories are called, in the words the coach now sees; they stay so in every later language. */
const categoryNames = (): Readonly<Record<Mark, string>> => {
  const name = (mark: Mark) => t('visible_category', outcomeWord(mark))
  return {
    completed: name('completed'),
    'didnt-occur': name('didnt-occur'),
    'to-reschedule': name('to-reschedule'),
    'canceled-in-time': name('canceled-in-time'),
  }
}

/** One way to show outcomes on the events: whether, what it means, and what each outcome looks like. */
const Way = ({
  on,
  label,
  hint,
  legend,
  onSwitch,
}: {
  readonly on: boolean
  readonly label: string
  readonly hint: string
  readonly legend: readonly { readonly mark: Mark; readonly name: string; readonly fill?: string }[]
  readonly onSwitch: (on: boolean) => void
}) => (
  <div class="visible-way">
    <label class="choice-line">
      <input type="checkbox" checked={on} onChange={(event) => onSwitch(event.currentTarget.checked)} />
      <span>
        {label}
        <small>{hint}</small>
      </span>
    </label>
    <ul class="legend plain-list">
      {legend.map(({ mark, name, fill }) => (
        <li key={mark}>
          <OutcomePill outcome={mark} />
          <span class="as">
            {fill !== undefined && (
              <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
                <circle cx="6" cy="6" r="6" fill={fill} />
              </svg>
            )}
            {name}
          </span>
        </li>
      ))}
    </ul>
  </div>
)

/** Whether outcomes are also seen on the events themselves, opted into, with exactly what is then written (PRODUCT 7). */
export const VisibleSettings = ({
  visible = { colour: false, categories: null },
  providers,
  onChange,
}: {
  readonly visible?: VisibleChoice | undefined
  /** Of the calendars that outcomes are written to. */
  readonly providers: ReadonlySet<Calendar['provider']>
  readonly onChange: (change: Partial<VisibleChoice>) => void
}) => {
  const names = visible.categories ?? categoryNames()
  const colours = providers.has('google') || providers.has('practice')
  return (
    <fieldset class="options">
      <legend>{t('visible_title')}</legend>
      {colours && (
        <Way
          on={visible.colour}
          label={t('visible_colour')}
          hint={t('visible_colourHint')}
          legend={LEGEND.map((each) => ({ ...each, name: t(each.name) }))}
          onSwitch={(colour) => onChange({ colour })}
        />
      )}
      {providers.has('outlook') && (
        <Way
          on={visible.categories !== null}
          label={t('visible_categories')}
          hint={t('visible_categoriesHint')}
          legend={LEGEND.map(({ mark }) => ({ mark, name: names[mark] }))}
          onSwitch={(on) => onChange({ categories: on ? categoryNames() : null })}
        />
      )}
    </fieldset>
  )
}
