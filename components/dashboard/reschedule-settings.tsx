import { t, wordsLocale } from '../../lib/browser/i18n.ts'
import { defaultSettings, type Settings, type WorkingHours } from '../../lib/core/settings.ts'
import { Disclosure } from '../disclosure.tsx'
import { Field } from '../field.tsx'

type Reschedule = Settings['reschedule']
type Day = 1 | 2 | 3 | 4 | 5 | 6 | 7

const DAYS: readonly Day[] = [1, 2, 3, 4, 5, 6, 7]

const DEFAULT_HOURS: WorkingHours = Object.fromEntries(
  DAYS.slice(0, 5).map((day) => [day, [{ start: '09:00', end: '17:00' }]]),
)

/** 2024 began on a Monday: its first seven days name the weekdays. */
const dayName = (day: Day): string =>
  new Intl.DateTimeFormat(wordsLocale(), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day))

const numbers = [
  { name: 'bufferMinutes', min: 0, max: 240, label: () => t('resched_buffer') },
  { name: 'leadHours', min: 0, max: 720, label: () => t('resched_lead') },
  { name: 'horizonDays', min: 1, max: 365, label: () => t('resched_horizon') },
  { name: 'holds', min: 1, max: 9, label: () => t('resched_holds') },
  { name: 'maxHeld', min: 1, max: 30, label: () => t('resched_maxHeld') },
  { name: 'holdDays', min: 1, max: 60, label: () => t('resched_holdDays') },
  { name: 'undoMinutes', min: 0, max: 60, label: () => t('resched_undo') },
] as const

const DayLine = ({
  day,
  hours,
  onChange,
}: {
  readonly day: Day
  readonly hours: WorkingHours
  readonly onChange: (hours: WorkingHours) => void
}) => {
  const stretch = hours[day]?.[0]
  const rest = hours[day]?.slice(1) ?? []
  const set = (part: Partial<{ start: string; end: string }>) => {
    const next = { start: '09:00', end: '17:00', ...stretch, ...part }
    if (next.start < next.end) onChange({ ...hours, [day]: [next, ...rest] })
  }
  return (
    <div class="day-hours">
      <label class="check">
        <input
          type="checkbox"
          checked={stretch !== undefined}
          onChange={(event) =>
            onChange({
              ...hours,
              [day]: event.currentTarget.checked ? [{ start: '09:00', end: '17:00' }] : [],
            })
          }
        />
        {dayName(day)}
      </label>
      {stretch &&
        (['start', 'end'] as const).map((end) => (
          <input
            key={end}
            class="control"
            type="time"
            required
            aria-label={
              end === 'start' ? t('resched_dayFrom', dayName(day)) : t('resched_dayTo', dayName(day))
            }
            value={stretch[end]}
            onChange={(event) => {
              if (event.currentTarget.validity.valid) set({ [end]: event.currentTarget.value })
            }}
          />
        ))}
    </div>
  )
}

/** Where free times are looked for, and how many are held; each change is saved at once (PRODUCT 6). */
export const RescheduleSettings = ({
  reschedule,
  onChange,
}: {
  readonly reschedule: Reschedule
  readonly onChange: (reschedule: Reschedule) => void
}) => (
  <>
    <fieldset class="options">
      <legend>{t('resched_hours')}</legend>
      <label class="choice-line">
        <input
          type="radio"
          name="hours"
          checked={reschedule.hours === null}
          onChange={() => onChange({ ...reschedule, hours: null })}
        />
        <span>
          {t('resched_inferred')}
          <small>{t('resched_inferredHint')}</small>
        </span>
      </label>
      <label class="choice-line">
        <input
          type="radio"
          name="hours"
          checked={reschedule.hours !== null}
          onChange={() => onChange({ ...reschedule, hours: DEFAULT_HOURS })}
        />
        <span>{t('resched_own')}</span>
      </label>
    </fieldset>
    {reschedule.hours && (
      <div class="indented">
        {DAYS.map((day) => (
          <DayLine
            key={day}
            day={day}
            hours={reschedule.hours ?? {}}
            onChange={(hours) => onChange({ ...reschedule, hours })}
          />
        ))}
      </div>
    )}
    <div class="pair-fields">
      {numbers.map(({ name, min, max, label }) => (
        <Field key={name} label={label()}>
          {(control) => (
            <input
              {...control}
              type="number"
              inputMode="numeric"
              required
              min={min}
              max={max}
              value={reschedule[name] ?? defaultSettings.reschedule[name]}
              onChange={(event) => {
                if (event.currentTarget.validity.valid)
                  onChange({ ...reschedule, [name]: event.currentTarget.valueAsNumber })
              }}
            />
          )}
        </Field>
      ))}
    </div>
    <Disclosure summary={t('settings_advanced')}>
      <Field label={t('resched_maxChain')}>
        {(control) => (
          <input
            {...control}
            type="number"
            inputMode="numeric"
            min={1}
            max={20}
            value={reschedule.maxChain ?? ''}
            onChange={({ currentTarget: { validity, value, valueAsNumber } }) => {
              if (validity.valid) onChange({ ...reschedule, maxChain: value === '' ? null : valueAsNumber })
            }}
          />
        )}
      </Field>
    </Disclosure>
  </>
)
