import { t } from '../../lib/browser/i18n.ts'
import { defaultHours } from '../../lib/core/hours.ts'
import { defaultSettings, type Settings } from '../../lib/core/settings.ts'
import type { RescheduleChange } from '../../lib/core/settings-change.ts'
import { Disclosure } from '../disclosure.tsx'
import { Field } from '../field.tsx'
import { KeptInput } from '../kept-input.tsx'
import { WorkingHoursFields } from './working-hours.tsx'

type Reschedule = Settings['reschedule']
const numbers = [
  { name: 'bufferMinutes', min: 0, max: 240, label: () => t('resched_buffer') },
  { name: 'leadHours', min: 0, max: 720, label: () => t('resched_lead') },
  { name: 'horizonDays', min: 1, max: 365, label: () => t('resched_horizon') },
  { name: 'holds', min: 1, max: 9, label: () => t('resched_holds') },
  { name: 'maxHeld', min: 1, max: 30, label: () => t('resched_maxHeld') },
  { name: 'holdDays', min: 1, max: 60, label: () => t('resched_holdDays') },
  { name: 'undoMinutes', min: 0, max: 60, label: () => t('resched_undo') },
] as const

/** Where free times are looked for, and how many are held; each change is saved by itself (PRODUCT 6). */
export const RescheduleSettings = ({
  reschedule,
  onChange,
}: {
  readonly reschedule: Reschedule
  readonly onChange: (change: RescheduleChange) => void
}) => (
  <>
    <fieldset class="options">
      <legend>{t('resched_hours')}</legend>
      <label class="choice-line">
        <input
          type="radio"
          name="hours"
          checked={reschedule.hours === null}
          onChange={() => onChange({ hours: null })}
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
          onChange={() => onChange({ hours: defaultHours })}
        />
        <span>{t('resched_own')}</span>
      </label>
    </fieldset>
    {reschedule.hours && (
      <WorkingHoursFields hours={reschedule.hours} onChange={(hours) => onChange({ hours })} />
    )}
    <div class="pair-fields">
      {numbers.map(({ name, min, max, label }) => (
        <Field key={name} label={label()}>
          {(control) => (
            <KeptInput
              {...control}
              type="number"
              inputMode="numeric"
              required
              min={min}
              max={max}
              value={reschedule[name] ?? defaultSettings.reschedule[name]}
              onChange={(event) => {
                if (event.currentTarget.validity.valid)
                  onChange({ [name]: event.currentTarget.valueAsNumber })
              }}
            />
          )}
        </Field>
      ))}
    </div>
    <Disclosure summary={t('settings_advanced')}>
      <Field label={t('resched_maxChain')}>
        {(control) => (
          <KeptInput
            {...control}
            type="number"
            inputMode="numeric"
            min={1}
            max={20}
            value={reschedule.maxChain ?? ''}
            onChange={({ currentTarget: { validity, value, valueAsNumber } }) => {
              if (validity.valid) onChange({ maxChain: value === '' ? null : valueAsNumber })
            }}
          />
        )}
      </Field>
    </Disclosure>
  </>
)
