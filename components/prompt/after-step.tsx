import { useEffect, useRef, useState } from 'preact/hooks'
import { participantKey } from '../../lib/core/session-row.ts'
import { RefusalNote } from '../refusal.tsx'
import { useAct } from '../use-act.ts'
import { AfterView, type Held, slotsAsText } from './after-view.tsx'
import type { CardApi, Offer } from './card-api.ts'

/** Looks for free times for one session sent back, and does with them what the coach says. */
export const AfterStep = ({
  api,
  newId,
  sessionKey,
  participant,
  name,
  now,
  gentle,
  onDone,
}: {
  readonly api: Pick<CardApi, 'offerSlots' | 'propose' | 'copy'>
  readonly newId: () => string
  readonly sessionKey: string
  readonly participant: string
  readonly name: string
  readonly now: number
  readonly gentle: boolean
  readonly onDone: () => void
}) => {
  const queueId = participantKey(sessionKey, participant)
  const act = useAct()
  const [offer, setOffer] = useState<Offer | null>(null)
  const [held, setHeld] = useState<Held>('no')
  const [copied, setCopied] = useState(false)
  const intent = useRef(newId())
  const look = () => act.run('offer', () => api.offerSlots(queueId), setOffer)
  useEffect(look, [queueId])
  const hold = () =>
    act.run(
      'hold',
      () => api.propose(intent.current, queueId, offer?.slots ?? []),
      ({ needsWriteAccess }) => setHeld(needsWriteAccess === null ? 'queued' : 'parked'),
    )
  const copy = () => {
    if (!offer) return
    api
      .copy(slotsAsText(offer, now))
      .then(() => setCopied(true))
      .catch(reportError)
  }
  return (
    <AfterView
      subject={queueId}
      name={name}
      offer={offer}
      now={now}
      gentle={gentle}
      held={held}
      copied={copied}
      busy={act.busy !== null}
      trouble={act.refused && <RefusalNote act={act} names={['offer', 'hold']} retry={offer ? hold : look} />}
      onHold={hold}
      onCopy={copy}
      onLater={onDone}
    />
  )
}
