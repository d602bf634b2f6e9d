import { plural, t } from '../../lib/browser/i18n.ts'
import type { PastRow } from '../../lib/core/view/past.ts'
import type { LeftOut } from '../../lib/core/view/past-filter.ts'
import { Button } from '../button.tsx'
import { weekdayTime } from '../format.ts'
import { namesOf } from './past-row.tsx'

const WHY: Readonly<Record<LeftOut['why'], string>> = {
  contrary: 'past_outContrary',
  kind: 'past_outKind',
  conflict: 'past_outConflict',
}

/** One line for each reason, with everybody whom it leaves out. */
const leftOutWords = (leftOut: readonly LeftOut[]): readonly string[] =>
  [...Map.groupBy(leftOut, ({ why }) => why)].map(([why, each]) => {
    const names = new Set(each.map(({ row }) => namesOf(row)))
    return t('past_leftOut', [...names].join(' · '), plural(WHY[why], each.length))
  })

/**
 * Answers several sessions at once: names everybody it is about, and whom it leaves out and why, before the click (E31).
 */
export const BatchBar = ({
  sure,
  leftOut,
  busy,
  onAllHappened,
  onClear,
}: {
  readonly sure: readonly PastRow[]
  readonly leftOut: readonly LeftOut[]
  readonly busy: boolean
  readonly onAllHappened: () => void
  readonly onClear: () => void
}) => (
  <section class="batch" aria-label={t('past_batch')}>
    <div class="told">
      <p>
        <strong>{plural('past_chosen', sure.length)}</strong>{' '}
        {sure.map((row) => `${namesOf(row)} ${weekdayTime(row.start)}`).join(' · ')}
      </p>
      {sure.some(({ states }) => states.includes('history')) && (
        <p class="left-out">{t('past_earlierCount')}</p>
      )}
      {leftOutWords(leftOut).map((words) => (
        <p key={words} class="left-out">
          {words}
        </p>
      ))}
    </div>
    <div class="side-actions">
      <Button variant="quiet" onClick={onClear}>
        {t('past_clear')}
      </Button>
      {sure.length > 0 && (
        <Button variant="primary" icon="check" busy={busy} onClick={onAllHappened}>
          {plural('past_allHappened', sure.length)}
        </Button>
      )}
    </div>
  </section>
)
