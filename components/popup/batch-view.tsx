import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { WaitingRow } from '../../lib/core/view/waiting.ts'
import { Button } from '../button.tsx'
import { weekdayTime } from '../format.ts'
import { Icon } from '../icon.tsx'
import { Heading } from '../prompt/heading.tsx'
import '../prompt/prompt.css'

/** Why a session is not ticked by itself, or null: it may be answered with the rest. */
const heldBack = (row: WaitingRow): string | null =>
  row.contrary
    ? t('popup_heldContrary')
    : row.unknown
      ? t('popup_heldWhom')
      : row.kind === null
        ? t('popup_heldKind')
        : null

/**
 * "All happened": lists the names before anything is said, and leaves out whoever the calendar speaks against (PRODUCT 4). It is
 * saved, and undone, as one (E31).
 */
export const BatchView = ({
  rows,
  names,
  busy,
  trouble,
  onSave,
  onBack,
}: {
  readonly rows: readonly WaitingRow[]
  readonly names: (row: WaitingRow) => string
  readonly busy: boolean
  readonly trouble: ComponentChildren
  readonly onSave: (rows: readonly WaitingRow[]) => void
  readonly onBack: () => void
}) => {
  const [left, setLeft] = useState<ReadonlySet<string>>(
    () => new Set(rows.filter((row) => heldBack(row) !== null).map(({ key }) => key)),
  )
  const chosen = rows.filter(({ key }) => !left.has(key))
  const toggle = (key: string) =>
    setLeft((now) =>
      now.has(key) ? new Set([...now].filter((each) => each !== key)) : new Set([...now, key]),
    )
  return (
    <form
      class="card batch"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen.length > 0 && !busy) onSave(chosen)
      }}
    >
      <div class="body">
        <Button variant="quiet" size="sm" class="go-back" onClick={onBack}>
          <Icon name="left" size={14} />
          {t('prompt_back')}
        </Button>
        <Heading of="batch">{t('popup_batchTitle')}</Heading>
        <ul class="ticks">
          {rows.map((row) => {
            const held = heldBack(row)
            const open = row.unknown || row.kind === null
            return (
              <li key={row.key}>
                <label>
                  <input
                    type="checkbox"
                    checked={!left.has(row.key)}
                    disabled={open}
                    onChange={() => toggle(row.key)}
                  />
                  <span class="about">
                    <span class="name">{names(row)}</span>
                    <span class="when">
                      {weekdayTime(row.start)}
                      {held && <> · {held}</>}
                    </span>
                  </span>
                </label>
              </li>
            )
          })}
        </ul>
      </div>
      <footer class="verdict plain">
        {trouble}
        <Button type="submit" variant="primary" size="lg" wide busy={busy} disabled={chosen.length === 0}>
          {plural('popup_batchSave', chosen.length)}
        </Button>
      </footer>
    </form>
  )
}
