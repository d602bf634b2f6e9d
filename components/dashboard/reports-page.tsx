import { personLocale, t } from '../../lib/browser/i18n.ts'
import { MARKS, type ReportsView } from '../../lib/core/view/reports.ts'
import { EmptyState } from '../feedback.tsx'
import { monthName, number } from '../format.ts'
import { OutcomePill } from '../pill.tsx'
import { Bars } from './bars.tsx'
import { PageHead } from './page-head.tsx'
import { codeWord } from './past-words.ts'
import './reports.css'

/** A day of the week, 1 Monday to 7 Sunday; any Monday tells the names. */
const dayName = (day: number): string =>
  new Intl.DateTimeFormat(personLocale(), { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2026, 10, 22 + day),
  )

/** Minutes coached by month: what a coach's log of hours asks for. */
const Hours = ({ minutes, now }: Pick<ReportsView, 'minutes'> & { readonly now: number }) => (
  <section class="part report">
    <h2>{t('reports_hours')}</h2>
    <p class="faint">{t('reports_hoursHint')}</p>
    <table class="report-table">
      <caption class="visually-hidden">{t('reports_hours')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('reports_month')}</th>
          <th scope="col">{t('reports_minutes')}</th>
          <th scope="col">{t('reports_hoursUnit')}</th>
        </tr>
      </thead>
      <tbody>
        {[...minutes].map(([month, sum]) => (
          <tr key={month}>
            <th scope="row">{monthName(month, now)}</th>
            <td>{number(sum)}</td>
            <td>{number(Math.round(sum / 6) / 10)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

/** What the books say over time; every plot has its figures behind it. */
export const ReportsPage = ({ view, now }: { readonly view: ReportsView; readonly now: number }) => (
  <>
    <PageHead title={t('dash_reports')} lead={t('reports_lead')} />
    {view.months.length === 0 ? (
      <EmptyState icon="calendar" title={t('reports_none')}>
        {t('reports_noneHow')}
      </EmptyState>
    ) : (
      <>
        <p class="report-legend">
          {MARKS.map((mark) => (
            <OutcomePill key={mark} outcome={mark} />
          ))}
        </p>
        <Bars title={t('reports_byMonth')} bars={view.months} labelOf={(month) => monthName(month, now)} />
        {view.reasons.length > 0 && (
          <Bars title={t('reports_byReason')} bars={view.reasons} labelOf={codeWord} />
        )}
        <Bars
          title={t('reports_byClient')}
          bars={view.clients}
          labelOf={(id) => (id === null ? t('reports_nobody') : (view.names.get(id) ?? id))}
        />
        <Bars title={t('reports_byWeekday')} bars={view.weekdays} labelOf={dayName} />
        <Hours minutes={view.minutes} now={now} />
      </>
    )}
  </>
)
