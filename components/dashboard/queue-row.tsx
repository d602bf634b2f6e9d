import type { ComponentChildren } from 'preact'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { Interval } from '../../lib/core/time.ts'
import type { QueueRow } from '../../lib/core/view/reschedule.ts'
import { Button } from '../button.tsx'
import { relativeTime, shortDate, timeRange } from '../format.ts'
import { Icon } from '../icon.tsx'
import { Pill } from '../pill.tsx'
import { codeWord, kindWord } from './past-words.ts'

/** "Tue 24 Nov, 10:00–11:00". */
export const slotWords = (slot: Interval, now: number): string =>
  `${shortDate(slot.start, now)}, ${timeRange(slot)}`

/** Who, what was missed and why; the actions follow beneath. */
const Missed = ({
  row,
  now,
  children,
  actions,
}: {
  readonly row: QueueRow
  readonly now: number
  readonly children?: ComponentChildren
  readonly actions?: ComponentChildren
}) => (
  <li class="queue-row">
    <div class="missed">
      <p class="name">{row.name}</p>
      <p class="meta">
        {t('queue_missed', slotWords(row, now))} · {kindWord(row.kind)} ·{' '}
        {row.code === null ? t('code_canceledInTime') : codeWord(row.code)}
      </p>
    </div>
    {actions && <div class="side-actions">{actions}</div>}
    {children}
  </li>
)

/** Free times that were found for a row, and which of them are ticked. */
export type Offer = {
  readonly slots: readonly Interval[]
  readonly chosen: ReadonlySet<number>
  /** Calendars that gave no answer, so that a time may not be free after all. */
  readonly unknownCalendars: number
}

/** A session that has no new time yet: find times, hold them, or let it go. */
export const OpenRow = ({
  row,
  now,
  offer,
  busy,
  trouble,
  onFind,
  onChoose,
  onHold,
  onLetGo,
}: {
  readonly row: QueueRow
  readonly now: number
  readonly offer: Offer | null
  /** What is under way: `find:<id>`, `hold:<id>`, `letGo:<id>`, or null. */
  readonly busy: string | null
  readonly trouble?: ComponentChildren
  readonly onFind: () => void
  readonly onChoose: (start: number, on: boolean) => void
  readonly onHold: () => void
  readonly onLetGo: () => void
}) => (
  <Missed
    row={row}
    now={now}
    actions={
      <>
        <Button variant="quiet" size="sm" busy={busy === `letGo:${row.id}`} onClick={onLetGo}>
          {t('queue_letGo')}
        </Button>
        {!offer && (
          <Button size="sm" icon="search" busy={busy === `find:${row.id}`} onClick={onFind}>
            {t('queue_find')}
          </Button>
        )}
      </>
    }
  >
    {offer && (
      <div class="offer">
        <fieldset class="free-times">
          <legend>{t('queue_offerLegend')}</legend>
          {offer.slots.map((slot) => (
            <label key={slot.start} class="free-time">
              <input
                type="checkbox"
                checked={offer.chosen.has(slot.start)}
                onChange={(event) => onChoose(slot.start, event.currentTarget.checked)}
              />
              <span>{slotWords(slot, now)}</span>
            </label>
          ))}
        </fieldset>
        {offer.unknownCalendars > 0 && (
          <p class="hint">{plural('queue_unknownCalendars', offer.unknownCalendars)}</p>
        )}
        <div class="side-actions">
          <Button variant="quiet" size="sm" busy={busy === `find:${row.id}`} onClick={onFind}>
            {t('queue_findAgain')}
          </Button>
          <Button
            variant="primary"
            size="sm"
            busy={busy === `hold:${row.id}`}
            disabled={offer.chosen.size === 0}
            onClick={onHold}
          >
            {plural('queue_hold', offer.chosen.size)}
          </Button>
        </div>
      </div>
    )}
    {trouble}
  </Missed>
)

const slotState = (state: 'queued' | 'held' | 'failed' | 'released' | 'chosen'): string | null =>
  state === 'queued' ? t('queue_slotQueued') : state === 'failed' ? t('queue_slotFailed') : null

/** A session with times held for it: the coach says which one the client chose, or withdraws them. */
export const ProposedRow = ({
  row,
  now,
  busy,
  trouble,
  copied = false,
  onChose,
  onCopy,
  onWithdraw,
  onLetGo,
}: {
  readonly row: QueueRow
  readonly now: number
  readonly busy: string | null
  readonly trouble?: ComponentChildren
  /** The times were just copied. */
  readonly copied?: boolean
  readonly onChose: (eventId: string) => void
  /** The times that are held or about to be, to be sent to the client as text. */
  readonly onCopy: (slots: readonly Interval[]) => void
  readonly onWithdraw: () => void
  readonly onLetGo: () => void
}) => {
  const proposal = row.proposal
  const held =
    proposal?.slots
      .filter(({ state }) => state === 'held' || state === 'queued')
      .map(({ start, end }) => ({ start, end })) ?? []
  return (
    <Missed
      row={row}
      now={now}
      actions={
        <>
          <Button variant="quiet" size="sm" busy={busy === `letGo:${row.id}`} onClick={onLetGo}>
            {t('queue_letGo')}
          </Button>
          <Button variant="quiet" size="sm" busy={busy === `withdraw:${row.id}`} onClick={onWithdraw}>
            {t('queue_withdraw')}
          </Button>
          {held.length > 0 && (
            <Button size="sm" icon={copied ? 'check' : 'copy'} onClick={() => onCopy(held)}>
              {t(copied ? 'prompt_copied' : 'prompt_copy')}
            </Button>
          )}
        </>
      }
    >
      {proposal && (
        <div class="offer">
          <ul class="free-times plain-list">
            {proposal.slots
              .filter(({ state }) => state !== 'released')
              .map((slot) => (
                <li key={slot.eventId} class="free-time">
                  <Icon name="clock" />
                  <span>{slotWords(slot, now)}</span>
                  {slotState(slot.state) && <Pill>{slotState(slot.state)}</Pill>}
                  {slot.state !== 'failed' && (
                    <Button
                      size="sm"
                      busy={busy === `choose:${row.id}:${slot.eventId}`}
                      aria-label={t('queue_choseThis', row.name, slotWords(slot, now))}
                      onClick={() => onChose(slot.eventId)}
                    >
                      {t('queue_chose')}
                    </Button>
                  )}
                </li>
              ))}
          </ul>
          {proposal.slots.some(({ state }) => state === 'held') && (
            <p class="hint">
              {t('queue_held', relativeTime(proposal.createdAt, now), shortDate(proposal.expiresAt, now))}
            </p>
          )}
        </div>
      )}
      {trouble}
    </Missed>
  )
}

/** A session that has its new time. */
export const BookedRow = ({ row, now }: { readonly row: QueueRow; readonly now: number }) => (
  <Missed row={row} now={now}>
    {row.makeup && (
      <p class="booked">
        <Icon name="link" />
        {t('queue_bookedFor', slotWords(row.makeup, now))}
      </p>
    )}
  </Missed>
)
