import { t } from '../../lib/browser/i18n.ts'
import { foretell } from '../../lib/core/foretell.ts'
import type { Settings } from '../../lib/core/settings.ts'
import { todayAt, zoned } from '../../lib/core/time.ts'
import { Field } from '../field.tsx'
import { timeOf, weekdayTime } from '../format.ts'
import { KeptInput } from '../kept-input.tsx'

/** "17:05", or "Tue 08:00" where that is not the day of `end`. */
const when = (at: number, end: number, zone: string): string =>
  zoned(at, zone).toPlainDate().equals(zoned(end, zone).toPlainDate())
    ? timeOf(at, zone)
    : weekdayTime(at, zone)

/** What the settings as they stand would do with a session, by the very rule that asks; follows every change that is saved. */
export const AskForetold = ({
  ask,
  ends,
  now,
  zone,
  onEnds,
}: {
  readonly ask: Settings['ask']
  /** 'HH:MM': when the session of the example ends. */
  readonly ends: string
  /** Epoch ms: the example is of that day. */
  readonly now: number
  readonly zone: string
  readonly onEnds: (time: string) => void
}) => {
  const end = todayAt(now, ends, zone)
  const { at, quiet, again } = foretell(end, { ask, zone })
  return (
    <div class="foretold">
      <Field label={t('ask_foretell')}>
        {(control) => (
          <KeptInput
            {...control}
            type="time"
            required
            atOnce
            value={ends}
            onChange={(event) => {
              if (event.currentTarget.validity.valid) onEnds(event.currentTarget.value)
            }}
          />
        )}
      </Field>
      <dl aria-live="polite">
        <div>
          <dt>{t('ask_foretold')}</dt>
          <dd>
            {at === null
              ? t('ask_foretoldBadge')
              : quiet
                ? t('ask_foretoldQuiet', when(at, end, zone))
                : when(at, end, zone)}
          </dd>
        </div>
        {again !== null && (
          <div>
            <dt>{t('ask_foretoldAgain')}</dt>
            <dd>{t('ask_foretoldDaily', when(again, end, zone))}</dd>
          </div>
        )}
      </dl>
      {at !== null && <p class="hint">{t('ask_foretoldHeld')}</p>}
    </div>
  )
}
