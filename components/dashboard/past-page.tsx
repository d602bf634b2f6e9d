import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { PastView, PastRow as Row } from '../../lib/core/view/past.ts'
import { canBatch, filterPast, type PastFilter, splitBatch } from '../../lib/core/view/past-filter.ts'
import { Button } from '../button.tsx'
import { EmptyState, LiveRegion, Skeleton } from '../feedback.tsx'
import { BatchBar } from './batch-bar.tsx'
import { Days } from './days.tsx'
import { FilterBar } from './filter-bar.tsx'
import { PageHead } from './page-head.tsx'
import { PastRow } from './past-row.tsx'
import './past.css'

/** Every session that has ended, by day: find it, answer it, change it, or answer many at once. */
export const PastPage = ({
  view,
  zone,
  now,
  busy,
  opened,
  shown = 'all',
  notes,
  saved,
  onAdd,
  onOpen,
  onAllHappened,
  onOlder,
  renderCard,
}: {
  readonly view: PastView | undefined
  readonly zone: string
  readonly now: number
  readonly busy: boolean
  /** Key of the session whose card is open, or null. */
  readonly opened: string | null
  /** What is shown at first. */
  readonly shown?: PastFilter
  readonly notes?: ComponentChildren
  /** What was saved last, with its "Undo". */
  readonly saved?: ComponentChildren
  readonly onAdd: () => void
  readonly onOpen: (sessionKey: string | null) => void
  /** Says of these sessions that they happened; the page clears its choice. */
  readonly onAllHappened: (rows: readonly Row[]) => void
  readonly onOlder: () => void
  readonly renderCard: (sessionKey: string) => ComponentChildren
}) => {
  const [filter, setFilter] = useState<PastFilter>(shown)
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  if (!view) {
    return (
      <>
        <PageHead title={t('dash_past')} />
        <Skeleton lines={6} label={t('dash_loading')} />
      </>
    )
  }
  const { rows, counts } = filterPast(view.rows, filter, search, opened)
  const waiting = rows.filter((row) => canBatch(row, filter))
  const batch = splitBatch(view.rows.filter(({ key }) => chosen.has(key)))
  const choose = (keys: readonly string[], on: boolean) => {
    const next = new Set(chosen)
    for (const key of keys) {
      if (on) next.add(key)
      else next.delete(key)
    }
    setChosen(next)
  }

  return (
    <>
      <PageHead
        title={t('dash_past')}
        lead={t('past_lead')}
        actions={
          <Button icon="plus" onClick={onAdd}>
            {t('hand_add')}
          </Button>
        }
      />
      <FilterBar filter={filter} counts={counts} search={search} onFilter={setFilter} onSearch={setSearch} />
      {notes}
      <LiveRegion message={search ? plural('past_found', rows.length) : ''} />
      {waiting.length > 1 && (
        <label class="choose-all">
          <input
            type="checkbox"
            checked={waiting.every(({ key }) => chosen.has(key))}
            onChange={(event) =>
              choose(
                waiting.map(({ key }) => key),
                event.currentTarget.checked,
              )
            }
          />
          {plural(filter === 'history' ? 'past_chooseEarlier' : 'past_chooseAll', waiting.length)}
        </label>
      )}
      <div class="past-list">
        {/* Reached before a long list by keyboard, seen at the foot of the window; and so is what was saved by it. */}
        {batch.sure.length + batch.leftOut.length > 0 && (
          <BatchBar
            {...batch}
            busy={busy}
            onClear={() => setChosen(new Set())}
            onAllHappened={() => {
              onAllHappened(batch.sure)
              setChosen(new Set())
            }}
          />
        )}
        {saved}
        <Days
          rows={rows}
          zone={zone}
          now={now}
          renderRow={(row) => (
            <PastRow
              row={row}
              zone={zone}
              now={now}
              open={opened === row.key}
              selected={canBatch(row, filter) ? chosen.has(row.key) : null}
              onOpen={(open) => onOpen(open ? row.key : null)}
              onSelect={(on) => choose([row.key], on)}
            >
              {opened === row.key && renderCard(row.key)}
            </PastRow>
          )}
        />
        {rows.length === 0 && <NothingHere filtered={view.rows.length > 0} />}
        {view.older && (
          <p class="older">
            <Button onClick={onOlder}>{t('past_older')}</Button>
          </p>
        )}
      </div>
    </>
  )
}

const NothingHere = ({ filtered }: { readonly filtered: boolean }) =>
  filtered ? (
    <EmptyState icon="search" title={t('past_noneFound')}>
      {t('past_noneFoundHow')}
    </EmptyState>
  ) : (
    <EmptyState icon="calendar" title={t('past_none')}>
      {t('past_noneHow')}
    </EmptyState>
  )
