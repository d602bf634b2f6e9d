import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import type { CountedRow, QueueRow, QueueView } from '../../lib/core/view/queue.ts'
import { EmptyState, Skeleton } from '../feedback.tsx'
import { PageHead } from './page-head.tsx'
import './reschedule.css'

const Group = <Row,>({
  title,
  hint,
  rows,
  children,
}: {
  readonly title: string
  readonly hint: string
  readonly rows: readonly Row[]
  readonly children: (row: Row) => ComponentChildren
}) =>
  rows.length === 0 ? null : (
    <section class="queue-group">
      <header>
        <h2>{title}</h2>
        <p>{hint}</p>
      </header>
      <ul class="plain-list">{rows.map(children)}</ul>
    </section>
  )

/** What was sent back: to propose, proposed, booked. Kept until a make-up is on the calendar or the coach lets it go (PRODUCT 6). */
export const ReschedulePage = ({
  view,
  notes,
  renderOpen,
  renderProposed,
  renderBooked,
  renderCounted,
}: {
  readonly view: QueueView | undefined
  readonly notes?: ComponentChildren
  readonly renderOpen: (row: QueueRow) => ComponentChildren
  readonly renderProposed: (row: QueueRow) => ComponentChildren
  readonly renderBooked: (row: QueueRow) => ComponentChildren
  readonly renderCounted: (row: CountedRow) => ComponentChildren
}) => (
  <>
    <PageHead title={t('dash_reschedule')} lead={t('queue_lead')} />
    {notes}
    {view === undefined ? (
      <Skeleton lines={5} label={t('dash_loading')} />
    ) : (
      <>
        {view.open.length + view.proposed.length + view.booked.length === 0 && (
          <EmptyState icon="back" title={t('queue_none')}>
            {t('queue_noneHow')}
          </EmptyState>
        )}
        <Group title={t('queue_open')} hint={t('queue_openHint')} rows={view.open}>
          {renderOpen}
        </Group>
        <Group title={t('queue_proposed')} hint={t('queue_proposedHint')} rows={view.proposed}>
          {renderProposed}
        </Group>
        <Group title={t('queue_booked')} hint={t('queue_bookedHint')} rows={view.booked}>
          {renderBooked}
        </Group>
        <Group title={t('queue_counted')} hint={t('queue_countedHint')} rows={view.counted}>
          {renderCounted}
        </Group>
      </>
    )}
  </>
)
