import { plural, t } from '../../lib/browser/i18n.ts'
import type { Interval } from '../../lib/core/time.ts'
import { longDate, timeRange } from '../format.ts'
import type { OfferChoice } from './use-offer.ts'
import './offer.css'

/** Free times that were found, the zone they are told in, and how many chosen calendars gave no answer. */
export type Offer = {
  readonly slots: readonly Interval[]
  readonly zone: string
  readonly unknownCalendars: number
  /** How many make-ups in a row it would be, when that is more than the coach set; else null. */
  readonly overChain: number | null
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
        </label>
      ))}
    </fieldset>
    <p class="offer-zone">
      {t('prompt_slotsZone', offer.zone)}
      {offer.unknownCalendars > 0 && (
        <strong> {plural('prompt_unknownCalendars', offer.unknownCalendars)}</strong>
      )}
    </p>
  </>
)
