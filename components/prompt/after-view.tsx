import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { Way, Wish } from '../../lib/core/proposal.ts'
import type { Interval } from '../../lib/core/time.ts'
import { Button } from '../button.tsx'
import { Skeleton } from '../feedback.tsx'
import { timeOf } from '../format.ts'
import { CopyTimes, type Invitee, InviteToAll, OfferActions } from '../offer/offer-actions.tsx'
import { type Offer, OfferTimes } from '../offer/offer-times.tsx'
import { useOffer } from '../offer/use-offer.ts'
import { Heading } from './heading.tsx'
import { titleWords } from './title-words.ts'

/** What became of the times: nothing yet; on their way; waiting until Afterward may write at all; to be mailed; taken back again. */
export type Offered =
  | { readonly how: 'no' | 'held' | 'taken-back' }
  | { readonly how: 'parked'; readonly way: Way; readonly proposalId: string }
  | { readonly how: 'invited'; readonly proposalId: string; readonly goesOutAt: number }

const leadOf = (offered: Offered, { purpose }: Wish): string => {
  switch (offered.how) {
    case 'no':
      return t(purpose === 'makeup' ? 'prompt_afterLead' : 'prompt_nextLead')
    case 'held':
      return t('prompt_afterHeld')
    case 'parked':
      return t(offered.way === 'hold' ? 'prompt_afterParked' : 'prompt_afterParkedInvite')
    case 'invited':
      return t('prompt_afterInvited', timeOf(offered.goesOutAt))
    case 'taken-back':
      return t('prompt_afterTakenBack')
  }
}

/**
 * Free times, and what can be done with them, in words that carry the consequence (PRODUCT 6). "Not now" has the focus after an
 * emergency: then nothing is the kindest thing to do.
 */
export const AfterView = ({
  wish,
  invitee,
  offer,
  now,
  gentle,
  offered,
  copied,
  busy,
  trouble,
  onHold,
  onInvite,
  onCopy,
  onTakeBack,
  onLater,
}: {
  readonly wish: Wish
  readonly invitee: Invitee
  /** null while free times are looked for; no slots: none were found, or `trouble` says why not. */
  readonly offer: Offer | null
  readonly now: number
  /** An emergency was the reason. */
  readonly gentle: boolean
  readonly offered: Offered
  readonly copied: boolean
  readonly busy: boolean
  readonly trouble: ComponentChildren
  readonly onHold: (slots: readonly Interval[]) => void
  readonly onInvite: (slots: readonly Interval[]) => void
  readonly onCopy: (slots: readonly Interval[]) => void
  readonly onTakeBack: () => void
  readonly onLater: () => void
}) => {
  const later = useRef<HTMLButtonElement>(null)
  const choice = useOffer(offer?.slots ?? [])
  useEffect(() => {
    if (gentle) later.current?.focus()
  }, [gentle, offer])
  const isOpen = offered.how === 'no'
  const title = wish.purpose === 'makeup' ? 'prompt_afterTitle' : 'prompt_nextTitle'
  const canOffer = isOpen && (offer?.slots.length ?? 0) > 0
  return (
    <section class="card after">
      <div class="body">
        <Heading of={gentle ? '' : `after ${wish.after}`}>{titleWords(title, invitee.name)}</Heading>
        <p class="lead" role="status">
          {leadOf(offered, wish)}
        </p>
        {offered.how === 'parked' && (
          <a class="set-up" href="/dashboard.html#/allow" target="_blank" rel="noreferrer">
            {t('prompt_allowWriting')}
          </a>
        )}
        {offer === null && trouble === null && <Skeleton label={t('prompt_looking')} />}
        {offer && canOffer && (
          <>
            <OfferTimes offer={offer} choice={choice} now={now} />
            <InviteToAll choice={choice} invitee={invitee} />
          </>
        )}
      </div>
      <footer class="verdict plain">
        {trouble}
        <div class="offer-actions">
          {offer && canOffer && (
            <OfferActions
              choice={choice}
              invitee={invitee}
              now={now}
              zone={offer.zone}
              silent={offer.mailsNobody}
              gentle={gentle}
              busy={busy}
              onHold={onHold}
              onInvite={onInvite}
            />
          )}
          {(offered.how === 'invited' || (offered.how === 'parked' && offered.way === 'invite')) && (
            <Button wide busy={busy} onClick={onTakeBack}>
              {t('offer_takeBack')}
            </Button>
          )}
          <div class="offer-pair">
            {(canOffer || offered.how === 'held') && (
              <CopyTimes choice={choice} copied={copied} onCopy={onCopy} />
            )}
            {/* One and the same button whatever comes before it: who is about to press it must not lose it. */}
            <Button ref={later} variant={isOpen ? 'secondary' : 'primary'} onClick={onLater}>
              {t(isOpen ? 'prompt_notNow' : 'prompt_afterDone')}
            </Button>
          </div>
        </div>
      </footer>
    </section>
  )
}
