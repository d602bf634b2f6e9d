import { useState } from 'preact/hooks'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { CalendarRecord } from '../../lib/core/account.ts'
import { fold } from '../../lib/core/coach.ts'
import { Field } from '../field.tsx'
import { failureWords } from '../refusal.tsx'
import './accounts.css'

/** A list longer than this is searched rather than read. */
const LONG = 8

const stateWords = (calendar: CalendarRecord): string => {
  const { chosen, lastFailure, pulledAt, progress, role } = calendar
  if (chosen && lastFailure) return failureWords(lastFailure)
  if (role === 'busy-only') return t('accounts_busyOnly')
  if (chosen && pulledAt === null && progress) return plural('accounts_readSoFar', progress)
  return role === 'reader' ? t('accounts_readOnly') : ''
}

/** Which calendars of an account are watched; each change is saved at once. A long list can be searched and scrolls by itself. */
export const CalendarPicker = ({
  calendars,
  legend,
  onChoose,
}: {
  readonly calendars: readonly CalendarRecord[]
  readonly legend: string
  readonly onChoose: (calendarKey: string, chosen: boolean) => void
}) => {
  const [search, setSearch] = useState('')
  const wanted = fold(search)
  const shown = calendars.filter(({ name }) => fold(name).includes(wanted))
  return (
    <fieldset class={calendars.length > LONG ? 'calendars long' : 'calendars'}>
      <legend class="visually-hidden">{legend}</legend>
      {calendars.length > LONG && (
        <Field label={t('accounts_search')} quietLabel>
          {(control) => (
            <input
              {...control}
              type="search"
              value={search}
              placeholder={t('accounts_search')}
              onInput={(event) => setSearch(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <div class="list">
        {shown.map((calendar) => (
          <label key={calendar.key} class="calendar">
            <input
              type="checkbox"
              checked={calendar.chosen}
              disabled={calendar.role === 'busy-only'}
              onChange={(event) => onChoose(calendar.key, event.currentTarget.checked)}
            />
            <svg class="dot" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
              <circle cx="5" cy="5" r="5" fill={calendar.colour ?? 'currentColor'} />
            </svg>
            <span>{calendar.name}</span>
            <small>{stateWords(calendar)}</small>
          </label>
        ))}
      </div>
      {calendars.length > LONG && (
        <p class="hint" role="status">
          {wanted === '' ? '' : plural('accounts_found', shown.length)}
        </p>
      )}
    </fieldset>
  )
}
