import type { ComponentChildren } from 'preact'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { Interval } from '../../lib/core/time.ts'
import type { QueueRow } from '../../lib/core/view/queue.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { CopyTimes, InviteToAll, OfferActions } from '../offer/offer-actions.tsx'
import { type Offer, OfferTimes } from '../offer/offer-times.tsx'
import { useOffer } from '../offer/use-offer.ts'
import { MissedRow, slotWords } from './missed-row.tsx'

/** "Moved to Thu 14:00?": a session with this client that appeared since (PRODUCT 6), or this one at a later time (E05); asked once. */
export const MovedQuestion = ({
  row,
  now,
  busy,
  onMoved,
}: {
  readonly row: QueueRow
  readonly now: number
  readonly busy: boolean
  readonly onMoved: (moved: boolean) => void
}) =>
  row.movedTo && (
    <fieldset class="sign">
      <legend>
        <Icon name="link" />
        {t('queue_movedTo', slotWords(row.movedTo, now))}
      </legend>
      {row.movedTo.key === row.sessionKey && <p class="hint">{t('queue_putOff')}</p>}
      <Button size="sm" variant="primary" busy={busy} onClick={() => onMoved(true)}>
        {t('queue_movedYes')}
      </Button>
      <Button size="sm" variant="quiet" busy={busy} onClick={() => onMoved(false)}>
        {t('queue_movedNo')}
      </Button>
    </fieldset>
  )

/** Times that were found for a row, and the three ways of offering them. */
const FoundTimes = ({
  row,
  offer,
  now,
  busy,
  copied,
  onHold,
  onInvite,
  onCopy,
}: {
  readonly row: QueueRow
  readonly offer: Offer
  readonly now: number
  readonly busy: boolean
  readonly copied: boolean
  readonly onHold: (slots: readonly Interval[]) => void
  readonly onInvite: (slots: readonly Interval[]) => void
  readonly onCopy: (slots: readonly Interval[]) => void
}) => {
  const choice = useOffer(offer.slots)
  const invitee = { name: row.name, address: row.address, hidden: false }
  return (
    <div class="offer">
      <OfferTimes offer={offer} choice={choice} now={now} />
      <InviteToAll choice={choice} invitee={invitee} />
      <div class="offer-actions">
        <OfferActions
          choice={choice}
          invitee={invitee}
          now={now}
          zone={offer.zone}
          silent={offer.mailsNobody}
          gentle={false}
          busy={busy}
          onHold={onHold}
          onInvite={onInvite}
        />
        <div class="offer-pair">
          <CopyTimes choice={choice} copied={copied} onCopy={onCopy} />
        </div>
      </div>
    </div>
  )
}

/** A session that has no new time yet: find times and offer them, or let it go. */
export const OpenRow = ({
  row,
  now,
  offer,
  busy,
  trouble,
  copied = false,
  onFind,
  onHold,
  onInvite,
  onCopy,
  onMoved,
  onLetGo,
}: {
  readonly row: QueueRow
  readonly now: number
  readonly offer: Offer | null
  /** What is under way: `find:<id>`, `hold:<id>`, `letGo:<id>`, `moved:<id>`, or null. */
  readonly busy: ReadonlySet<string>
  readonly trouble?: ComponentChildren
  readonly copied?: boolean
  readonly onFind: () => void
  readonly onHold: (slots: readonly Interval[]) => void
  readonly onInvite: (slots: readonly Interval[]) => void
  readonly onCopy: (slots: readonly Interval[]) => void
  readonly onMoved: (moved: boolean) => void
  readonly onLetGo: () => void
}) => (
  <MissedRow
    row={row}
    now={now}
    actions={
      <>
        <Button variant="quiet" size="sm" busy={busy.has(`letGo:${row.id}`)} onClick={onLetGo}>
          {t('queue_letGo')}
        </Button>
        <Button
          size="sm"
          variant={offer ? 'quiet' : 'secondary'}
          icon="search"
          busy={busy.has(`find:${row.id}`)}
          onClick={onFind}
        >
          {t(offer ? 'queue_findAgain' : row.before ? 'queue_offerAgain' : 'queue_find')}
        </Button>
      </>
    }
  >
    {row.before && (
      <p class="hint">{t(row.before === 'taken' ? 'queue_beforeTaken' : 'queue_beforeExpired')}</p>
    )}
    <MovedQuestion row={row} now={now} busy={busy.has(`moved:${row.id}`)} onMoved={onMoved} />
    {offer && (
      <FoundTimes
        key={offer.slots.map(({ start }) => start).join()}
        row={row}
        offer={offer}
        now={now}
        busy={busy.has(`hold:${row.id}`)}
        copied={copied}
        onHold={onHold}
        onInvite={onInvite}
        onCopy={onCopy}
      />
    )}
    {trouble}
  </MissedRow>
)

/** A session that has its new time. `letter`: a word to a client who had accepted another one, too. */
export const BookedRow = ({
  row,
  now,
  letter,
}: {
  readonly row: QueueRow
  readonly now: number
  readonly letter?: ComponentChildren
}) => (
  <MissedRow row={row} now={now}>
    {row.makeup && (
      <p class="booked">
        <Icon name="link" />
        {t('queue_bookedFor', slotWords(row.makeup, now))}
      </p>
    )}
    {row.alsoAccepted > 0 && (
      <>
        <p class="hint">{plural('queue_alsoAccepted', row.alsoAccepted)}</p>
        {letter}
      </>
    )}
  </MissedRow>
)
