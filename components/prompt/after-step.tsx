import { useEffect, useRef, useState } from 'preact/hooks'
import type { Way, Wish } from '../../lib/core/proposal.ts'
import type { Interval } from '../../lib/core/time.ts'
import type { Invitee } from '../offer/offer-actions.tsx'
import { slotsAsText } from '../offer/offer-text.ts'
import type { Offer } from '../offer/offer-times.tsx'
import { RefusalNote } from '../refusal.tsx'
import { useAct } from '../use-act.ts'
import { AfterView, type Offered } from './after-view.tsx'
import type { CardApi, Proposed } from './card-api.ts'

const offeredAs = (way: Way, { proposalId, needsWriteAccess, goesOutAt }: Proposed): Offered => {
  if (needsWriteAccess !== null) return { how: 'parked', way, proposalId }
  return way === 'hold' || goesOutAt === null ? { how: 'held' } : { how: 'invited', proposalId, goesOutAt }
}

/** Looks for free times for a make-up or the next session, and does with them what the coach says. */
export const AfterStep = ({
  api,
  newId,
  wish,
  invitee,
  now,
  gentle,
  onDone,
}: {
  readonly api: Pick<CardApi, 'offerSlots' | 'propose' | 'withdraw' | 'copy'>
  readonly newId: () => string
  readonly wish: Wish
  readonly invitee: Invitee
  readonly now: number
  readonly gentle: boolean
  readonly onDone: () => void
}) => {
  const act = useAct()
  const [offer, setOffer] = useState<Offer | null>(null)
  const [offered, setOffered] = useState<Offered>({ how: 'no' })
  const [copied, setCopied] = useState(false)
  // The same way and times tried again are the same intent (E38).
  const intent = useRef({ what: '', id: '' })
  const [tried, setTried] = useState<(() => void) | null>(null)
  const look = () => act.run('offer', () => api.offerSlots(wish), setOffer)
  useEffect(look, [wish.after, wish.purpose])
  const propose = (way: Way) => (slots: readonly Interval[]) => {
    const what = JSON.stringify([way, slots])
    if (intent.current.what !== what) intent.current = { what, id: newId() }
    const { id } = intent.current
    const go = () =>
      act.run(
        'hold',
        () => api.propose(id, wish, way, slots),
        (reply) => setOffered(offeredAs(way, reply)),
      )
    setTried(() => go)
    go()
  }
  const copy = (slots: readonly Interval[]) => {
    if (!offer) return
    api
      .copy(slotsAsText({ slots, zone: offer.clientZone ?? offer.zone }, now))
      .then(() => setCopied(true))
      .catch(reportError)
  }
  const takeBack = () => {
    if (!('proposalId' in offered)) return
    const { proposalId } = offered
    act.run(
      'back',
      () => api.withdraw(proposalId),
      () => setOffered({ how: 'taken-back' }),
    )
  }
  // What did not work is tried again; what was taken meanwhile stays taken, and others are looked for (E49).
  const again = (): void => {
    if (act.refused?.name === 'back') takeBack()
    else if (act.refused?.name === 'hold' && act.refused.refusal.reason !== 'slot-taken') tried?.()
    else look()
  }
  return (
    <AfterView
      wish={wish}
      invitee={invitee}
      offer={offer}
      now={now}
      gentle={gentle}
      offered={offered}
      copied={copied}
      busy={act.busy.size > 0}
      trouble={act.refused && <RefusalNote act={act} names={['offer', 'hold', 'back']} retry={again} />}
      onHold={propose('hold')}
      onInvite={propose('invite')}
      onCopy={copy}
      onTakeBack={takeBack}
      onLater={onDone}
    />
  )
}
