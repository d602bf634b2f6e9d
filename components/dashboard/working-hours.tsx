import { useState } from 'preact/hooks'
import { t, wordsLocale } from '../../lib/browser/i18n.ts'
import { type Day, withBreak, withDay, withoutStretch, withStretch } from '../../lib/core/hours-edit.ts'
import type { WorkingHours } from '../../lib/core/settings.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'

const DAYS: readonly Day[] = [1, 2, 3, 4, 5, 6, 7]

/** 2024 began on a Monday: its first seven days name the weekdays. */
const dayName = (day: Day): string =>
  new Intl.DateTimeFormat(wordsLocale(), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day))

/**
 * One stretch of a day. A browser tells of a time after each digit, so it is saved when the focus goes on to something else; times that
 * make no stretch stay in the fields, say so, and are not saved.
 */
const Stretch = ({
  day,
  stretch,
  onChange,
  onRemove,
}: {
  readonly day: Day
  readonly stretch: { readonly start: string; readonly end: string }
  readonly onChange: (stretch: { start: string; end: string }) => void
  readonly onRemove: (() => void) | null
}) => {
  const [typed, setTyped] = useState(stretch)
  const inverted = typed.end <= typed.start
  const field = (end: 'start' | 'end', label: string) => (
    <input
      class="control"
      type="time"
      required
      aria-label={label}
      aria-invalid={inverted || undefined}
      value={typed[end]}
      onChange={(event) => {
        if (!event.currentTarget.validity.valid) return
        setTyped({ ...typed, [end]: event.currentTarget.value })
      }}
    />
  )
  const isNew = typed.start !== stretch.start || typed.end !== stretch.end
  return (
    <span
      class="stretch"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        const goesOn = !(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
        if (goesOn && isNew && !inverted) onChange(typed)
      }}
    >
      {field('start', t('resched_dayFrom', dayName(day)))}
      <span aria-hidden="true">–</span>
      {field('end', t('resched_dayTo', dayName(day)))}
      {onRemove && (
        <Button
          variant="quiet"
          size="sm"
          aria-label={t('resched_removeStretch', dayName(day), `${stretch.start}–${stretch.end}`)}
          onClick={onRemove}
        >
          <Icon name="close" size={14} />
        </Button>
      )}
      {inverted && (
        <span class="error" role="alert">
          {t('resched_inverted')}
        </span>
      )}
    </span>
  )
}

/** The hours of each weekday: a day off, one stretch, or several with breaks between them. Each change is saved by itself. */
export const WorkingHoursFields = ({
  hours,
  onChange,
}: {
  readonly hours: WorkingHours
  /** The day that changed. */
  readonly onChange: (day: WorkingHours) => void
}) => (
  <div class="indented">
    {DAYS.map((day) => {
      const save = (changed: WorkingHours) => onChange({ [day]: changed[day] ?? [] })
      const stretches = hours[day] ?? []
      const broken = withBreak(hours, day)
      return (
        <div key={day} class="day-hours">
          <label class="check">
            <input
              type="checkbox"
              checked={stretches.length > 0}
              onChange={(event) => save(withDay(hours, day, event.currentTarget.checked))}
            />
            {dayName(day)}
          </label>
          {stretches.length === 0 && <span class="day-off">{t('resched_dayOff')}</span>}
          {stretches.map((stretch, index) => (
            <Stretch
              key={`${index} ${stretch.start} ${stretch.end}`}
              day={day}
              stretch={stretch}
              onChange={(next) => save(withStretch(hours, day, index, next))}
              onRemove={stretches.length > 1 ? () => save(withoutStretch(hours, day, index)) : null}
            />
          ))}
          {broken && (
            <Button
              variant="quiet"
              size="sm"
              icon="plus"
              aria-label={t('resched_addBreakOf', dayName(day))}
              onClick={() => save(broken)}
            >
              {t('resched_addBreak')}
            </Button>
          )}
        </div>
      )
    })}
  </div>
)
