import type { ComponentChildren } from 'preact'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { CalendarRecord } from '../../lib/core/account.ts'
import { isAnnotated } from '../../lib/core/annotated.ts'
import type { Settings } from '../../lib/core/settings.ts'
import { Button } from '../button.tsx'
import { Disclosure } from '../disclosure.tsx'

type Annotations = Settings['annotations']

/** Exactly what Afterward writes on an event, and who can see it. */
export const WhatIsWritten = () => (
  <dl class="written">
    <div>
      <dt>{t('written_outcome')}</dt>
      <dd>{t('written_outcomeWhat')}</dd>
    </div>
    <div>
      <dt>{t('written_queue')}</dt>
      <dd>{t('written_queueWhat')}</dd>
    </div>
    <div>
      <dt>{t('written_holds')}</dt>
      <dd>{t('written_holdsWhat')}</dd>
    </div>
    <div>
      <dt>{t('written_visible')}</dt>
      <dd>{t('written_visibleWhat')}</dd>
    </div>
    <div>
      <dt>{t('written_never')}</dt>
      <dd>{t('written_neverWhat')}</dd>
    </div>
    <div>
      <dt>{t('written_who')}</dt>
      <dd>{t('written_whoWhat')}</dd>
    </div>
  </dl>
)

/** Whether outcomes are written into the calendar, where, exactly what, and how to take everything back. */
export const AnnotationSettings = ({
  annotations,
  calendars,
  waiting,
  visible,
  busy,
  onConsent,
  onCalendar,
  onRemoveAll,
}: {
  readonly annotations: Annotations
  /** Watched calendars that can be written to. */
  readonly calendars: readonly CalendarRecord[]
  /** Sessions whose outcome waits for the coach's word. */
  readonly waiting: number
  /** How outcomes are shown on the events themselves. */
  readonly visible: ComponentChildren
  readonly busy: ReadonlySet<string>
  readonly onConsent: (annotations: 'on' | 'off') => void
  readonly onCalendar: (calendarKey: string, annotated: boolean) => void
  readonly onRemoveAll: () => void
}) => (
  <>
    <fieldset class="options">
      <legend class="visually-hidden">{t('annot_title')}</legend>
      {(['on', 'off'] as const).map((each) => (
        <label key={each} class="choice-line">
          <input
            type="radio"
            name="consent"
            checked={annotations.consent === each}
            onChange={() => onConsent(each)}
          />
          <span>
            {each === 'on' ? t('annot_on') : t('annot_off')}
            <small>{each === 'on' ? t('annot_onHint') : t('annot_offHint')}</small>
          </span>
        </label>
      ))}
    </fieldset>
    {annotations.consent === 'ask' && (
      <p class="hint">{waiting > 0 ? plural('annot_waiting', waiting) : t('annot_notAsked')}</p>
    )}
    <Disclosure summary={t('annot_exactly')}>
      <WhatIsWritten />
    </Disclosure>
    {annotations.consent === 'on' && calendars.length > 0 && (
      <fieldset class="calendars">
        <legend class="hint">{t('annot_where')}</legend>
        {calendars.map((calendar) => (
          <label key={calendar.key} class="calendar">
            <input
              type="checkbox"
              checked={isAnnotated(calendar, annotations)}
              onChange={(event) => onCalendar(calendar.key, event.currentTarget.checked)}
            />
            <span>{calendar.name}</span>
            {calendar.role !== 'owner' && <small>{t('annot_notOwned')}</small>}
          </label>
        ))}
      </fieldset>
    )}
    {annotations.consent === 'on' && visible}
    <div class="row-actions">
      <Button variant="danger" busy={busy.has('removeAnnotations')} onClick={onRemoveAll}>
        {t('annot_remove')}
      </Button>
      <span class="hint">{t('annot_removeHint')}</span>
    </div>
  </>
)
