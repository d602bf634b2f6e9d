import { useState } from 'preact/hooks'
import { SheetButton } from '../../components/dashboard/sheet-button.tsx'
import { t } from '../../lib/browser/i18n.ts'
import { saveCalendar } from './save-calendar.ts'

/** Every session as a file that calendars open; how much it tells of whom is the coach's choice before it is saved. */
export const CalendarFile = ({
  now,
  tell,
}: {
  readonly now: number
  readonly tell: (words: string) => void
}) => {
  const [titles, setTitles] = useState(true)
  return (
    <div class="form">
      <p class="hint">{t('data_calendarHint')}</p>
      <label class="choice-line">
        <input
          type="checkbox"
          checked={titles}
          onChange={(event) => setTitles(event.currentTarget.checked)}
        />
        <span>
          {t('data_calendarTitles')}
          <small>{t('data_calendarTitlesHint', t('ics_session'))}</small>
        </span>
      </label>
      <SheetButton
        label={t('ics_save')}
        failure={t('ics_failed')}
        save={async () => {
          await saveCalendar({ name: 'afterward-sessions', clientId: null, titles, now })
          tell(t('ics_saved'))
        }}
      />
    </div>
  )
}
