import { useState } from 'preact/hooks'
import {
  BookedRow,
  type Offer,
  OpenRow,
  ProposedRow,
  slotWords,
} from '../../components/dashboard/queue-row.tsx'
import { ReschedulePage } from '../../components/dashboard/reschedule-page.tsx'
import { LiveRegion } from '../../components/feedback.tsx'
import { slotsAsText } from '../../components/prompt/after-view.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { plural, t } from '../../lib/browser/i18n.ts'
import { DAY } from '../../lib/core/time.ts'
import type { QueueRow } from '../../lib/core/view/reschedule.ts'
import { send } from '../../lib/messaging.ts'
import { live } from '../../lib/store/queries/live.ts'
import { rescheduleQueue } from '../../lib/store/queries/queue.ts'
import { newId } from '../prompt/card-wire.ts'

/** How long a make-up stays in the list after it took place. */
const KEPT = 14 * DAY

/** The Reschedule page over the live books. */
export const Reschedule = () => {
  const now = useNow()
  const act = useAct()
  const [offers, setOffers] = useState<Readonly<Record<string, Offer>>>({})
  const [said, setSaid] = useState('')
  const [copied, setCopied] = useState<string | null>(null)
  const { value: view } = useLive(
    () => live((db) => rescheduleQueue(db, { now: Date.now(), keptMs: KEPT })),
    [],
  )

  const trouble = ({ id }: QueueRow) => (
    <RefusalNote
      act={act}
      names={['find', 'hold', 'letGo', 'choose', 'withdraw'].map((what) => `${what}:${id}`)}
    />
  )
  const putOffer = (id: string, offer: Offer | null) => {
    const { [id]: _, ...rest } = offers
    setOffers(offer ? { ...rest, [id]: offer } : rest)
  }
  const find = ({ id }: QueueRow) =>
    act.run(
      `find:${id}`,
      () => send('offerSlots', { queueId: id }),
      ({ slots, unknownCalendars }) =>
        putOffer(id, { slots, unknownCalendars, chosen: new Set(slots.map(({ start }) => start)) }),
    )
  const hold = ({ id }: QueueRow, offer: Offer) => {
    const slots = offer.slots
      .filter(({ start }) => offer.chosen.has(start))
      .map(({ start, end }) => ({ start, end }))
    act.run(
      `hold:${id}`,
      () => send('propose', { intentId: newId(), queueId: id, slots }),
      ({ needsWriteAccess }) => {
        putOffer(id, null)
        setSaid(needsWriteAccess === null ? plural('queue_holdDone', slots.length) : t('prompt_afterParked'))
      },
    )
  }
  const letGo = ({ id, name }: QueueRow) =>
    act.run(
      `letGo:${id}`,
      () => send('letGo', { queueId: id }),
      () => setSaid(t('queue_letGoDone', name)),
    )

  return (
    <>
      <ReschedulePage
        view={view}
        renderOpen={(row) => {
          const offer = offers[row.id] ?? null
          return (
            <OpenRow
              key={row.id}
              row={row}
              now={now}
              offer={offer}
              busy={act.busy}
              trouble={trouble(row)}
              onFind={() => find(row)}
              onChoose={(start, on) => {
                if (!offer) return
                const chosen = new Set(offer.chosen)
                if (on) chosen.add(start)
                else chosen.delete(start)
                putOffer(row.id, { ...offer, chosen })
              }}
              onHold={() => offer && hold(row, offer)}
              onLetGo={() => letGo(row)}
            />
          )
        }}
        renderProposed={(row) => (
          <ProposedRow
            key={row.id}
            row={row}
            now={now}
            busy={act.busy}
            trouble={trouble(row)}
            onChose={(eventId) => {
              const proposal = row.proposal
              const slot = proposal?.slots.find((each) => each.eventId === eventId)
              if (!proposal || !slot) return
              act.run(
                `choose:${row.id}:${eventId}`,
                () => send('choose', { proposalId: proposal.id, eventId }),
                () => setSaid(t('queue_chosenDone', row.name, slotWords(slot, now))),
              )
            }}
            copied={copied === row.id}
            onCopy={(slots) => {
              navigator.clipboard
                .writeText(slotsAsText({ slots, zone: Temporal.Now.timeZoneId() }, now))
                .then(() => setCopied(row.id))
                .catch(reportError)
            }}
            onWithdraw={() => {
              const proposal = row.proposal
              if (!proposal) return
              act.run(
                `withdraw:${row.id}`,
                () => send('withdraw', { proposalId: proposal.id }),
                () => setSaid(t('queue_withdrawDone')),
              )
            }}
            onLetGo={() => letGo(row)}
          />
        )}
        renderBooked={(row) => <BookedRow key={row.id} row={row} now={now} />}
      />
      <LiveRegion message={said} />
    </>
  )
}
