import { t } from '../../lib/browser/i18n.ts'
import { type Bar, MARKS } from '../../lib/core/view/reports.ts'
import { Disclosure } from '../disclosure.tsx'
import { number } from '../format.ts'
import { OutcomePill } from '../pill.tsx'

/** One bar of outcomes, drawn; what it says stands in the table. Widths in percent of the longest bar. */
const Drawn = ({ bar, longest }: { readonly bar: Bar<unknown>; readonly longest: number }) => {
  let from = 0
  return (
    <svg class="outcome-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      {MARKS.map((mark) => {
        const width = longest === 0 ? 0 : (100 * bar.counts[mark]) / longest
        const x = from
        from += width
        return <rect key={mark} class={mark} x={x} y={0} width={width} height={8} />
      })}
    </svg>
  )
}

/** A plot of outcomes, a bar for each row, with the table of its figures behind it (UI, Reports). */
export const Bars = <Key extends string | number | null>({
  title,
  bars,
  labelOf,
}: {
  readonly title: string
  readonly bars: readonly Bar<Key>[]
  readonly labelOf: (key: Key) => string
}) => {
  const longest = Math.max(0, ...bars.map(({ total }) => total))
  return (
    <section class="part report" aria-label={title}>
      <h2>{title}</h2>
      <ul class="plain-list outcome-bars">
        {bars.map((bar) => (
          <li key={String(bar.key)}>
            <span>{labelOf(bar.key)}</span>
            <Drawn bar={bar} longest={longest} />
            <span class="tabular">{number(bar.total)}</span>
          </li>
        ))}
      </ul>
      <Disclosure summary={t('reports_table', title)}>
        <table class="report-table">
          <caption class="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <td />
              {MARKS.map((mark) => (
                <th key={mark} scope="col">
                  <OutcomePill outcome={mark} compact />
                </th>
              ))}
              <th scope="col">{t('reports_total')}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={String(bar.key)}>
                <th scope="row">{labelOf(bar.key)}</th>
                {MARKS.map((mark) => (
                  <td key={mark}>{number(bar.counts[mark])}</td>
                ))}
                <td>{number(bar.total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </section>
  )
}
