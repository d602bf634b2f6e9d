import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import type { UpcomingRow as Row, UpcomingView } from '../../lib/core/view/upcoming.ts'
import { Button } from '../button.tsx'
import { EmptyState, Skeleton } from '../feedback.tsx'
import { Days } from './days.tsx'
import { PageHead } from './page-head.tsx'
import { UpcomingRow } from './upcoming-row.tsx'

const NothingHere = ({ later }: { readonly later: boolean }) =>
  later ? (
    <EmptyState icon="calendar" title={t('upcoming_noneSoon')}>
      {t('upcoming_noneSoonHow')}
    </EmptyState>
  ) : (
    <EmptyState
      icon="calendar"
      title={t('upcoming_none')}
      action={<a href="#/settings/coaching">{t('upcoming_noneLook')}</a>}
    >
      {t('upcoming_noneHow')}
    </EmptyState>
  )

/** The sessions to come, by day, each with what the coach needs before it. */
export const UpcomingPage = ({
  view,
  zone,
  now,
  opened,
  notes,
  onAdd,
  onOpen,
  onConfirm,
  onAnswer,
  onMore,
  renderOpened,
}: {
  readonly view: UpcomingView | undefined
  readonly zone: string
  readonly now: number
  /** Key of the session that is open, or null. */
  readonly opened: string | null
  readonly notes?: ComponentChildren
  readonly onAdd: () => void
  readonly onOpen: (sessionKey: string | null) => void
  readonly onConfirm: (row: Row) => void
  readonly onAnswer: (row: Row) => void
  readonly onMore: () => void
  readonly renderOpened: (row: Row) => ComponentChildren
}) => {
  if (!view) {
    return (
      <>
        <PageHead title={t('dash_upcoming')} />
        <Skeleton lines={6} label={t('dash_loading')} />
      </>
    )
  }
  return (
    <>
      <PageHead
        title={t('dash_upcoming')}
        lead={t('upcoming_lead')}
        actions={
          <Button icon="plus" onClick={onAdd}>
            {t('hand_add')}
          </Button>
        }
      />
      {notes}
      {view.rows.length === 0 && <NothingHere later={view.later} />}
      <Days
        rows={view.rows}
        zone={zone}
        now={now}
        renderRow={(row) => (
          <UpcomingRow
            row={row}
            zone={zone}
            now={now}
            open={opened === row.key}
            onOpen={(open) => onOpen(open ? row.key : null)}
            onConfirm={() => onConfirm(row)}
            onAnswer={() => onAnswer(row)}
          >
            {opened === row.key && renderOpened(row)}
          </UpcomingRow>
        )}
      />
      {view.later && (
        <p class="older">
          <Button onClick={onMore}>{t('upcoming_more')}</Button>
        </p>
      )}
    </>
  )
}
