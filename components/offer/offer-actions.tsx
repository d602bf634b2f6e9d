import { useEffect, useState } from 'preact/hooks'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { Interval } from '../../lib/core/time.ts'
import { Button } from '../button.tsx'
import { shortDate, timeOf } from '../format.ts'
import type { OfferChoice } from './use-offer.ts'

/** Whom a time is offered to: the name to show, and the address that an invitation mails; null: none is known. */
export type Invitee = {
  /** null: a private screen hides it, and nobody else is meant. */
  readonly name: string | null
  readonly address: string | null
  /** A private screen shows no address. */
  readonly hidden: boolean
}

/** What "Invite" would do: to which times, and whether the calendar mails nobody (Practice). */
type Inviting = { readonly times: readonly Interval[]; readonly silent: boolean }

/** What "Invite" does, in words that name who is mailed and to what (PRODUCT 6). */
const inviteWords = (
  { name: own, address, hidden }: Invitee,
  { times, silent }: Inviting,
  now: number,
  zone: string,
): string => {
  const [first] = times
  const name = own ?? t('offer_theClient')
  const mailed = hidden ? t('offer_theirAddress') : (address ?? '')
  if (times.length > 1)
    return silent
      ? plural('offer_inviteManySilently', times.length, name)
      : plural('offer_inviteMany', times.length, name, mailed)
  const time = first ? `${shortDate(first.start, now, zone)} ${timeOf(first.start, zone)}` : ''
  return silent ? t('offer_inviteSilently', name, time) : t('offer_invite', name, time, mailed)
}

/** An invitation is to one time, unless this is ticked (PRODUCT 6). Stands by the times, so that the buttons leave room for them. */
export const InviteToAll = ({
  choice,
  invitee,
}: {
  readonly choice: OfferChoice
  readonly invitee: Invitee
}) =>
  invitee.address === null || choice.ticked.length < 2 ? null : (
    <label class="offer-all">
      <input
        type="checkbox"
        checked={choice.toAll}
        onChange={(event) => choice.inviteToAll(event.currentTarget.checked)}
      />
      {plural('offer_toAll', choice.ticked.length)}
    </label>
  )

/** How long the two ways take no press after they appeared, ms: whoever was about to press what stood there before must not mail anybody. */
const AFTER_APPEARING = 500

const useAppeared = (): boolean => {
  const [appeared, setAppeared] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setAppeared(true), AFTER_APPEARING)
    return () => clearTimeout(timer)
  }, [])
  return appeared
}

/** The two ways of writing back: holds, of which nobody is told; an invitation, which mails the client. */
export const OfferActions = ({
  choice,
  invitee,
  now,
  zone,
  silent,
  gentle,
  busy,
  onHold,
  onInvite,
}: {
  readonly choice: OfferChoice
  readonly invitee: Invitee
  readonly now: number
  readonly zone: string
  /** The calendar mails nobody. */
  readonly silent: boolean
  /** Nothing is pressed upon the coach: after an emergency. */
  readonly gentle: boolean
  readonly busy: boolean
  readonly onHold: (slots: readonly Interval[]) => void
  readonly onInvite: (slots: readonly Interval[]) => void
}) => {
  const { ticked, invited } = choice
  const none = ticked.length === 0
  const isShut = !useAppeared() || busy
  return (
    <>
      <Button
        variant={gentle ? 'secondary' : 'primary'}
        wide
        busy={isShut}
        disabled={none}
        icon="calendar"
        onClick={() => onHold(ticked)}
      >
        {plural('prompt_hold', ticked.length)}
      </Button>
      {invitee.address !== null && (
        <Button wide busy={isShut} disabled={none} icon="mail" onClick={() => onInvite(invited)}>
          {inviteWords(invitee, { times: invited, silent }, now, zone)}
        </Button>
      )}
      {invitee.address === null && <p class="offer-zone">{t('offer_noAddress')}</p>}
    </>
  )
}

/** The third way: the ticked times as text, for the coach to send. */
export const CopyTimes = ({
  choice: { ticked },
  copied,
  onCopy,
}: {
  readonly choice: OfferChoice
  readonly copied: boolean
  readonly onCopy: (slots: readonly Interval[]) => void
}) => (
  <Button disabled={ticked.length === 0} icon={copied ? 'check' : 'copy'} onClick={() => onCopy(ticked)}>
    {t(copied ? 'prompt_copied' : 'prompt_copy')}
  </Button>
)
