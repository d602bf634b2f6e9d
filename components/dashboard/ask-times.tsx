import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import type { Settings } from '../../lib/core/settings.ts'
import type { AskChange } from '../../lib/core/settings-change.ts'
import { Field } from '../field.tsx'
import { KeptInput } from '../kept-input.tsx'

type Ask = Settings['ask']

/** How long after the end, at what time of the day, and by what; only what the way of asking needs. */
export const AskTimes = ({
  ask,
  notifications,
  tries,
  onChange,
}: {
  readonly ask: Ask
  readonly notifications: boolean
  /** The way to try each, beside it. */
  readonly tries?: Readonly<Record<'grace' | 'roundUp' | 'how', ComponentChildren>>
  readonly onChange: (change: AskChange) => void
}) => (
  <div class="pair-fields">
    <Field label={t('ask_grace')} hint={t('ask_graceHint')}>
      {(control) => (
        <div class="tried-field">
          <KeptInput
            {...control}
            type="number"
            inputMode="numeric"
            required
            min={0}
            max={240}
            value={ask.graceMinutes}
            onChange={(event) => {
              if (event.currentTarget.validity.valid)
                onChange({ graceMinutes: event.currentTarget.valueAsNumber })
            }}
          />
          {tries?.grace}
        </div>
      )}
    </Field>
    {ask.when !== 'badge-only' && (
      <>
        <Field label={t(ask.when === 'end-of-day' ? 'ask_time' : 'ask_roundUp')} hint={t('ask_roundUpHint')}>
          {(control) => (
            <div class="tried-field">
              <KeptInput
                {...control}
                type="time"
                required
                value={ask.endOfDay}
                onChange={(event) => {
                  if (event.currentTarget.validity.valid) onChange({ endOfDay: event.currentTarget.value })
                }}
              />
              {tries?.roundUp}
            </div>
          )}
        </Field>
        <Field
          label={t('ask_how')}
          hint={ask.how === 'notification' && !notifications ? t('ask_notAllowed') : undefined}
        >
          {(control) => (
            <div class="tried-field">
              <select
                {...control}
                value={ask.how}
                onChange={(event) =>
                  onChange({ how: event.currentTarget.value === 'window' ? 'window' : 'notification' })
                }
              >
                <option value="window">{t('ask_window')}</option>
                <option value="notification">{t('ask_notification')}</option>
              </select>
              {tries?.how}
            </div>
          )}
        </Field>
      </>
    )}
  </div>
)
