import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { plural, t } from '../../lib/browser/i18n.ts'
import { startOfDay } from '../../lib/core/time.ts'
import { byDay } from '../../lib/core/view/days.ts'
import type { WaitingRow } from '../../lib/core/view/waiting.ts'
import { Button } from '../button.tsx'
import { dayHeading, timeRange } from '../format.ts'
import { shownName } from '../popup/session-line.tsx'
import { Heading } from '../prompt/heading.tsx'
import '../prompt/prompt.css'
import './batch.css'

/** Why a session is not ticked by itself, or null: it may be answered with the rest. */
const heldBack = (row: WaitingRow): string | null => {
  if (row.contrary) return t('popup_heldContrary')
  if (row.conflict) return t('batch_heldConflict')
  if (row.unknown) return t('popup_heldWhom')
  return row.kind === null ? t('popup_heldKind') : null
}

const canTick = (row: WaitingRow): boolean => !row.unknown && row.kind !== null

/** One session: ticked, it happened; what has to be said first is a card away. */
const Line = ({
  row,
  name,
  ticked,
  onTick,
  onOpen,
}: {
  readonly row: WaitingRow
  readonly name: string
  readonly ticked: boolean
  readonly onTick: (on: boolean) => void
  readonly onOpen: () => void
}) => {
  const held = heldBack(row)
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={ticked}
          disabled={!canTick(row)}
          onChange={(event) => onTick(event.currentTarget.checked)}
        />
        <span class="whose">
          <span class="name">{name}</span>
          <span class="detail">
            {timeRange(row)}
            {held && <> · {held}</>}
          </span>
        </span>
      </label>
      {held && (
        <Button variant="quiet" size="sm" aria-label={t('popup_answerOf', name)} onClick={onOpen}>
          {t('popup_answer')}
        </Button>
      )}
    </li>
  )
}

/**
 * Everything that waits, in one screen (PRODUCT 4): lists the names by day before anything is said, and leaves out whoever the
 * calendar speaks against. What is ticked is saved, and undone, as one (E31); the rest waits on.
 */
export const BatchView = ({
  rows,
  hidden,
  busy,
  now,
  trouble,
  leave,
  onSave,
  onOpen,
}: {
  /** Oldest first. */
  readonly rows: readonly WaitingRow[]
  /** A private screen: names are hidden until they are asked for. */
  readonly hidden: boolean
  readonly busy: boolean
  /** Epoch ms. */
  readonly now: number
  readonly trouble: ComponentChildren
  /** The way to the cards one by one, or back to where this was opened from. */
  readonly leave: { readonly label: string; readonly onPress: () => void }
  readonly onSave: (rows: readonly WaitingRow[]) => void
  /** Opens the card of one session. */
  readonly onOpen: (row: WaitingRow) => void
}) => {
  const [shown, setShown] = useState(!hidden)
  // What is ticked by itself may change while this stands (a decline comes in); what the coach ticked does not.
  const [said, setSaid] = useState<ReadonlyMap<string, boolean>>(new Map())
  const isTicked = (row: WaitingRow) => canTick(row) && (said.get(row.key) ?? heldBack(row) === null)
  const chosen = rows.filter(isTicked)
  const all = rows.filter(canTick)
  const tick = (keys: readonly WaitingRow[], on: boolean) =>
    setSaid(new Map([...said, ...keys.map(({ key }) => [key, on] as const)]))
  return (
    <form
      class="card round-up"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen.length > 0 && !busy) onSave(chosen)
      }}
    >
      <div class="body">
        <Heading of="batch">{plural('batch_title', rows.length)}</Heading>
        <p class="lead">{t('batch_lead')}</p>
        <div class="over">
          <label>
            <input
              type="checkbox"
              checked={all.length > 0 && chosen.length === all.length}
              ref={(box) => {
                if (box) box.indeterminate = chosen.length > 0 && chosen.length < all.length
              }}
              disabled={all.length === 0}
              onChange={(event) => tick(all, event.currentTarget.checked)}
            />
            {t('batch_all')}
          </label>
          {!shown && (
            <Button variant="quiet" size="sm" icon="eye" onClick={() => setShown(true)}>
              {t('prompt_showNames')}
            </Button>
          )}
        </div>
        {byDay(rows, Temporal.Now.timeZoneId()).map(({ date, rows: ofDay }) => (
          <section key={date}>
            <h2>{dayHeading(startOfDay(ofDay[0]?.start ?? now, Temporal.Now.timeZoneId()), now)}</h2>
            <ul>
              {ofDay.map((row) => (
                <Line
                  key={row.key}
                  row={row}
                  name={shownName(row, !shown)}
                  ticked={isTicked(row)}
                  onTick={(on) => tick([row], on)}
                  onOpen={() => onOpen(row)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <footer class="verdict plain">
        {trouble}
        <Button type="submit" variant="primary" size="lg" wide busy={busy} disabled={chosen.length === 0}>
          {plural('popup_batchSave', chosen.length)}
        </Button>
        <Button variant="quiet" wide onClick={leave.onPress}>
          {leave.label}
        </Button>
      </footer>
    </form>
  )
}
