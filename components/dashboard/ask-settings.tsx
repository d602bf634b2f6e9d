import { t } from '../../lib/browser/i18n.ts'
import type { Settings } from '../../lib/core/settings.ts'
import { Button } from '../button.tsx'
import { Field } from '../field.tsx'

type Ask = Settings['ask']

const whens: readonly {
  readonly when: Ask['when']
  readonly label: () => string
  readonly hint: () => string
}[] = [
  { when: 'after-session', label: () => t('ask_after'), hint: () => t('ask_afterHint') },
  { when: 'end-of-day', label: () => t('ask_endOfDay'), hint: () => t('ask_endOfDayHint') },
  { when: 'badge-only', label: () => t('ask_badge'), hint: () => t('ask_badgeHint') },
]

const Check = ({
  checked,
  label,
  hint,
  onChange,
}: {
  readonly checked: boolean
  readonly label: string
  readonly hint: string
  readonly onChange: (checked: boolean) => void
}) => (
  <label class="choice-line">
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
    <span>
      {label}
      <small>{hint}</small>
    </span>
  </label>
)

/** When and how Afterward asks; each change is saved at once (PRODUCT 4). */
export const AskSettings = ({
  ask,
  notifications,
  canTry,
  onChange,
  onTry,
}: {
  readonly ask: Ask
  /** False while the browser has not been allowed to notify. */
  readonly notifications: boolean
  /** False until there is a session to try it on. */
  readonly canTry: boolean
  readonly onChange: (ask: Ask) => void
  readonly onTry: () => void
}) => (
  <>
    <fieldset class="options">
      <legend class="visually-hidden">{t('ask_title')}</legend>
      {whens.map(({ when, label, hint }) => (
        <label key={when} class="choice-line">
          <input
            type="radio"
            name="when"
            checked={ask.when === when}
            onChange={() => onChange({ ...ask, when })}
          />
          <span>
            {label()}
            <small>{hint()}</small>
          </span>
        </label>
      ))}
    </fieldset>
    <div class="pair-fields">
      {ask.when === 'end-of-day' ? (
        <Field label={t('ask_time')}>
          {(control) => (
            <input
              {...control}
              type="time"
              required
              value={ask.endOfDay}
              onChange={(event) => {
                if (event.currentTarget.validity.valid)
                  onChange({ ...ask, endOfDay: event.currentTarget.value })
              }}
            />
          )}
        </Field>
      ) : (
        <Field label={t('ask_grace')} hint={t('ask_graceHint')}>
          {(control) => (
            <input
              {...control}
              type="number"
              inputMode="numeric"
              required
              min={0}
              max={240}
              value={ask.graceMinutes}
              onChange={(event) => {
                if (event.currentTarget.validity.valid)
                  onChange({ ...ask, graceMinutes: event.currentTarget.valueAsNumber })
              }}
            />
          )}
        </Field>
      )}
      <Field
        label={t('ask_how')}
        hint={ask.how === 'notification' && !notifications ? t('ask_notAllowed') : undefined}
      >
        {(control) => (
          <select
            {...control}
            value={ask.how}
            onChange={(event) =>
              onChange({ ...ask, how: event.currentTarget.value === 'window' ? 'window' : 'notification' })
            }
          >
            <option value="window">{t('ask_window')}</option>
            <option value="notification">{t('ask_notification')}</option>
          </select>
        )}
      </Field>
    </div>
    <div class="options">
      <Check
        checked={ask.quiet !== null}
        label={t('ask_quiet')}
        hint={t('ask_quietHint')}
        onChange={(on) => onChange({ ...ask, quiet: on ? { from: '20:00', to: '08:00' } : null })}
      />
      {ask.quiet && (
        <div class="pair-fields indented">
          {(['from', 'to'] as const).map((end) => (
            <Field key={end} label={end === 'from' ? t('ask_quietFrom') : t('ask_quietTo')}>
              {(control) => (
                <input
                  {...control}
                  type="time"
                  required
                  value={ask.quiet?.[end]}
                  onChange={(event) => {
                    if (ask.quiet && event.currentTarget.validity.valid)
                      onChange({ ...ask, quiet: { ...ask.quiet, [end]: event.currentTarget.value } })
                  }}
                />
              )}
            </Field>
          ))}
        </div>
      )}
      <Check
        checked={ask.privateScreen}
        label={t('ask_private')}
        hint={t('ask_privateHint')}
        onChange={(privateScreen) => onChange({ ...ask, privateScreen })}
      />
      <Check
        checked={ask.singleKeys}
        label={t('ask_keys')}
        hint={t('ask_keysHint')}
        onChange={(singleKeys) => onChange({ ...ask, singleKeys })}
      />
    </div>
    <div class="row-actions">
      <Button disabled={!canTry} onClick={onTry}>
        {t('ask_try')}
      </Button>
      <span class="hint">{canTry ? t('ask_tryHint') : t('ask_tryLater')}</span>
    </div>
  </>
)
