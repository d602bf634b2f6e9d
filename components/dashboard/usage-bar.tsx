import type { ComponentChildren } from 'preact'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { ProgramView, Uncovered } from '../../lib/core/view/client.ts'
import { shortDate } from '../format.ts'
import { Pill } from '../pill.tsx'

/** "5 of 12 used" as a small bar and in words; over-use and a passed last day are flagged, never hidden (E41). */
export const UsageBar = ({
  view,
  children,
}: {
  readonly view: ProgramView
  /** What else is flagged of it. */
  readonly children?: ComponentChildren
}) => {
  const { used, total, over, expired } = view.usage
  return (
    <span class={over > 0 ? 'usage over' : 'usage'}>
      <span class="words tabular">{t('clients_used', used, total)}</span>
      <meter min={0} max={total} value={Math.min(used, total)} aria-label={t('clients_used', used, total)} />
      {over > 0 && (
        <Pill tone="alarm" icon="warning">
          {t('clients_over', over)}
        </Pill>
      )}
      {children}
      {expired && <Pill>{t('clients_ended')}</Pill>}
    </span>
  )
}

/** Sessions counted without a program: a plain fact with a way to mend it beside it. */
export const UncoveredLine = ({ uncovered, now }: { readonly uncovered: Uncovered; readonly now: number }) =>
  uncovered.sessions === 0 || uncovered.since === null ? null : (
    <span class="uncovered">
      {plural('clients_uncovered', uncovered.sessions, shortDate(uncovered.since, now))}
    </span>
  )
