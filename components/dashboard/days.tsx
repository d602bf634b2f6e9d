import { type ComponentChildren, Fragment } from 'preact'
import { startOfDay } from '../../lib/core/time.ts'
import { byDay } from '../../lib/core/view/days.ts'
import { dayHeading } from '../format.ts'
import './session-row.css'

/** Sessions under the day on which they begin where the coach is now, in the order in which they are given. */
export const Days = <Row extends { readonly key: string; readonly start: number }>({
  rows,
  zone,
  now,
  renderRow,
}: {
  readonly rows: readonly Row[]
  readonly zone: string
  readonly now: number
  readonly renderRow: (row: Row) => ComponentChildren
}) => (
  <>
    {byDay(rows, zone).map(({ date, rows }) => (
      <section key={date} class="day">
        <h2>{dayHeading(startOfDay(rows[0]?.start ?? now, zone), now, zone)}</h2>
        <ul class="plain-list">
          {rows.map((row) => (
            <Fragment key={row.key}>{renderRow(row)}</Fragment>
          ))}
        </ul>
      </section>
    ))}
  </>
)
