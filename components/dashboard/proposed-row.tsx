import type { ComponentChildren } from 'preact'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { Sign } from '../../lib/core/acceptance.ts'
import { mailsNobody } from '../../lib/core/account.ts'
import { isKept, type OfferedSlot, type Proposal } from '../../lib/core/proposal.ts'
import type { Interval } from '../../lib/core/time.ts'
import type { QueueRow } from '../../lib/core/view/queue.ts'
import { Button } from '../button.tsx'
import { relativeTime, shortDate } from '../format.ts'
import { Icon } from '../icon.tsx'
import { Pill } from '../pill.tsx'
import { MissedRow, slotWords } from './missed-row.tsx'
import { MovedQuestion } from './queue-row.tsx'

/** Whether anybody hears of it when everything but `except` is withdrawn: their invitation has gone out. */
const toldBy = ({ way, slots, calendarKey }: Proposal, except: string | null): boolean =>
  way === 'invite' &&
  !mailsNobody(calendarKey) &&
  slots.some(({ state, eventId }) => state === 'held' && eventId !== except)

const withdrawWords = (proposal: Proposal, address: string | null): string => {
  if (proposal.way === 'hold') return t('queue_withdraw')
  return toldBy(proposal, null) ? t('queue_withdrawMails', address ?? '') : t('offer_takeBack')
}

/** "Book Thu 14:00", and whom that mails: who was invited to another time hears that it is off. */
const bookWords = (row: QueueRow, sign: Extract<Sign, { at: Interval }>, now: number): string => {
  const mails = row.proposal !== null && toldBy(row.proposal, sign.eventId)
  const time = slotWords(sign.at, now)
  if (sign.what === 'other-time') return t('queue_bookMoved', time, row.address ?? '')
  return mails ? t('queue_bookMails', time, row.address ?? '') : t('queue_book', time)
}

/** What the client answered, and the one confirmation that makes it so. */
const SignLine = ({
  row,
  sign,
  now,
  busy,
  onChose,
}: {
  readonly row: QueueRow
  readonly sign: Sign
  readonly now: number
  readonly busy: boolean
  readonly onChose: (eventId: string, at?: Interval) => void
}) => {
  if (sign.what === 'declined') {
    const slot = row.proposal?.slots.find(({ eventId }) => eventId === sign.eventId)
    return slot ? <p class="hint">{t('queue_declined', row.name, slotWords(slot, now))}</p> : null
  }
  const words = sign.what === 'accepted' ? 'queue_accepted' : 'queue_askedFor'
  return (
    <div class="sign">
      <p>
        <Icon name="check" />
        {t(words, row.name, slotWords(sign.at, now))}
      </p>
      <Button
        size="sm"
        variant="primary"
        busy={busy}
        onClick={() => (sign.what === 'accepted' ? onChose(sign.eventId) : onChose(sign.eventId, sign.at))}
      >
        {bookWords(row, sign, now)}
      </Button>
    </div>
  )
}

const slotState = ({ state }: OfferedSlot, way: Proposal['way']): string | null => {
  if (state === 'queued') return t(way === 'hold' ? 'queue_slotQueued' : 'queue_slotToMail')
  if (state === 'failed') return t('queue_slotFailed')
  return state === 'taken' ? t('queue_slotTaken') : null
}

/** Why the times on offer are not needed any more, with the question what to do about them. */
const overtakenWords = ({ overtaken }: QueueRow, times: number): string | null => {
  if (overtaken === null) return null
  return plural(overtaken === 'answer' ? 'queue_answerChanged' : 'queue_bookedElsewhere', times)
}

/** Who was asked, until when, and when it is over (UI, Reschedule). */
const whoWords = ({ proposal, address, signs }: QueueRow, now: number): string | null => {
  if (proposal === null) return t('queue_elsewhere')
  const asked = relativeTime(proposal.createdAt, now)
  if (proposal.way === 'invite') {
    const key = proposal.expiresAt <= now ? 'queue_noAnswer' : 'queue_noAnswerYet'
    return t(signs.length > 0 ? 'queue_invited' : key, address ?? '', asked)
  }
  return proposal.slots.some(({ state }) => state === 'held')
    ? t('queue_held', asked, shortDate(proposal.expiresAt, now))
    : null
}

/** "Client chose this" as read aloud: which of the times, and whom it mails. */
const choseThisWords = ({ name, address, choosingMails }: QueueRow, slot: Interval, now: number): string => {
  const time = slotWords(slot, now)
  return choosingMails
    ? t('queue_choseThisMails', address ?? '', name, time)
    : t('queue_choseThis', name, time)
}

/** A session with times on offer: what the client answered, which one they chose, or take the times back. */
export const ProposedRow = ({
  row,
  now,
  busy,
  trouble,
  copied = false,
  onChose,
  onCopy,
  onWithdraw,
  onMoved,
  onLetGo,
}: {
  readonly row: QueueRow
  readonly now: number
  readonly busy: ReadonlySet<string>
  readonly trouble?: ComponentChildren
  /** The times were just copied. */
  readonly copied?: boolean
  /** `at`: the time that the client asked for instead. */
  readonly onChose: (eventId: string, at?: Interval) => void
  /** The times that are held or about to be, to be sent to the client as text. */
  readonly onCopy: (slots: readonly Interval[]) => void
  readonly onWithdraw: () => void
  readonly onMoved: (moved: boolean) => void
  readonly onLetGo: () => void
}) => {
  const { proposal } = row
  const held = proposal?.slots.filter(isKept).map(({ start, end }) => ({ start, end })) ?? []
  // With a make-up booked elsewhere there is nothing more to book.
  const signs = row.overtaken === 'booking' ? [] : row.signs
  const [first, ...later] = signs.filter(({ what }) => what === 'accepted')
  const others = signs.filter(({ what }) => what !== 'accepted')
  const isBooking = busy.has(`choose:${row.id}`)
  return (
    <MissedRow
      row={row}
      now={now}
      actions={
        <>
          {row.wish.purpose === 'makeup' && row.overtaken === null && (
            <Button variant="quiet" size="sm" busy={busy.has(`letGo:${row.id}`)} onClick={onLetGo}>
              {proposal && toldBy(proposal, null)
                ? t('queue_letGoMails', row.address ?? '')
                : t('queue_letGo')}
            </Button>
          )}
          {proposal && (
            <Button
              variant={row.overtaken ? 'primary' : 'quiet'}
              size="sm"
              busy={busy.has(`withdraw:${row.id}`)}
              onClick={onWithdraw}
            >
              {withdrawWords(proposal, row.address)}
            </Button>
          )}
          {held.length > 0 && row.overtaken === null && (
            <Button variant="quiet" size="sm" icon={copied ? 'check' : 'copy'} onClick={() => onCopy(held)}>
              {t(copied ? 'prompt_copied' : 'prompt_copy')}
            </Button>
          )}
        </>
      }
    >
      {overtakenWords(row, held.length) && <p class="hint">{overtakenWords(row, held.length)}</p>}
      <MovedQuestion row={row} now={now} busy={busy.has(`moved:${row.id}`)} onMoved={onMoved} />
      {first && <SignLine row={row} sign={first} now={now} busy={isBooking} onChose={onChose} />}
      {later.length > 0 && <p class="hint">{plural('queue_alsoAccepted', later.length)}</p>}
      {others.map((sign) => (
        <SignLine key={sign.eventId} row={row} sign={sign} now={now} busy={isBooking} onChose={onChose} />
      ))}
      <div class="offer">
        {proposal && (
          <ul class="free-times plain-list">
            {proposal.slots
              .filter(({ state }) => state !== 'released')
              .map((slot) => (
                <li key={slot.eventId} class="free-time">
                  <Icon name={proposal.way === 'hold' ? 'clock' : 'mail'} />
                  <span>{slotWords(slot, now)}</span>
                  {slotState(slot, proposal.way) && <Pill>{slotState(slot, proposal.way)}</Pill>}
                  {slot.state === 'held' && row.overtaken === null && slot.eventId !== first?.eventId && (
                    <Button
                      size="sm"
                      busy={isBooking}
                      aria-label={choseThisWords(row, slot, now)}
                      onClick={() => onChose(slot.eventId)}
                    >
                      {row.choosingMails ? t('queue_choseMails', row.address ?? '') : t('queue_chose')}
                    </Button>
                  )}
                </li>
              ))}
          </ul>
        )}
        {whoWords(row, now) && <p class="hint">{whoWords(row, now)}</p>}
      </div>
      {trouble}
    </MissedRow>
  )
}
