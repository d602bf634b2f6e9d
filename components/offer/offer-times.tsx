import { plural, t } from '../../lib/browser/i18n.ts'
import type { SlotReason } from '../../lib/core/ranking.ts'
import { dateOf, type Interval } from '../../lib/core/time.ts'
import { longDate, timeRange, weekdayRange, zoneName } from '../format.ts'
import type { OfferChoice } from './use-offer.ts'
import './offer.css'

/** Free times that were found and why, the zone they are told in, and how many chosen calendars gave no answer. */
export type Offer = {
  readonly slots: readonly (Interval & { readonly why: readonly SlotReason[] })[]
  readonly zone: string
  readonly unknownCalendars: number
  /** How many make-ups in a row it would be, when that is more than the coach set; else null. */
  readonly overChain: number | null
  /** The client's own zone where it is another, or null. */
  readonly clientZone: string | null
  /** Free in the client's calendar, too, which could be seen. */
  readonly freeForClient: boolean
  /** The calendar mails nobody who is invited (Practice). */
  readonly mailsNobody: boolean
  /** Where the working hours come from: a guess is shown to be one, with the way to change it (PRODUCT 6). */
  readonly hours: { readonly from: 'settings' | 'sessions' | 'default' }
}

/** What speaks most for a time; that it is merely free needs no words. */
const reasonWords = (why: readonly SlotReason[]): string | null => {
  if (why.includes('usual-time')) return t('offer_usualTime')
  if (why.includes('usual-day')) return t('offer_usualDay')
  if (why.includes('usual-hour')) return t('offer_usualHour')
  if (why.includes('same-month')) return t('offer_sameMonth')
  return why.includes('soonest') ? t('offer_soonest') : null
}

/** What time it is for the client; with the weekday where theirs is another. */
const theirTime = (slot: Interval, { zone, clientZone }: Offer): string | null => {
  if (clientZone === null) return null
  const sameDay = dateOf(slot.start, zone) === dateOf(slot.start, clientZone)
  return t('offer_theirTime', (sameDay ? timeRange : weekdayRange)(slot, clientZone))
}

/** The free times, each to be left out by unticking it. */
export const OfferTimes = ({
  offer,
  choice,
  now,
}: {
  readonly offer: Offer
  readonly choice: OfferChoice
  readonly now: number
}) => (
  <>
    {offer.overChain !== null && <p class="offer-chain">{t('offer_overChain', offer.overChain)}</p>}
    <fieldset class="offer-times">
      <legend class="visually-hidden">{t('offer_legend')}</legend>
      {offer.slots.map((slot) => (
        <label key={slot.start} class="offer-time">
          <input
            type="checkbox"
            checked={choice.isTicked(slot)}
            onChange={(event) => choice.tick(slot, event.currentTarget.checked)}
          />
          <span>{longDate(slot.start, now, offer.zone)}</span>
          <span class="tabular">{timeRange(slot, offer.zone)}</span>
          <small>{[reasonWords(slot.why), theirTime(slot, offer)].filter(Boolean).join(' · ')}</small>
        </label>
      ))}
    </fieldset>
    <p class="offer-zone">
      {t('prompt_slotsZone', zoneName(offer.zone, offer.slots[0]?.start ?? now))}
      {offer.freeForClient && ` ${t('offer_freeForClient')}`}
      {offer.unknownCalendars > 0 && (
        <strong> {plural('prompt_unknownCalendars', offer.unknownCalendars)}</strong>
      )}
    </p>
    {offer.hours.from !== 'settings' && (
      <p class="offer-zone">
        {t('offer_guessedHours')}{' '}
        <a href="/dashboard.html#/settings/rescheduling" target="_blank" rel="noreferrer">
          {t('offer_changeHours')}
        </a>
      </p>
    )}
  </>
)
