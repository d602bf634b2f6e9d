import { useRef, useState } from 'preact/hooks'
import { CourtesyRow } from '../../components/dashboard/courtesy-row.tsx'
import { slotWords } from '../../components/dashboard/missed-row.tsx'
import { ProposedRow } from '../../components/dashboard/proposed-row.tsx'
import { BookedRow, OpenRow } from '../../components/dashboard/queue-row.tsx'
import { ReschedulePage } from '../../components/dashboard/reschedule-page.tsx'
import { LiveRegion } from '../../components/feedback.tsx'
import { timeOf } from '../../components/format.ts'
import { slotsAsText } from '../../components/offer/offer-text.ts'
import type { Offer } from '../../components/offer/offer-times.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { Way } from '../../lib/core/proposal.ts'
import { partsOf } from '../../lib/core/session-row.ts'
import { DAY, type Interval } from '../../lib/core/time.ts'
import type { CountedRow, QueueRow } from '../../lib/core/view/queue.ts'
import { send } from '../../lib/messaging.ts'
import { live } from '../../lib/store/queries/live.ts'
import { rescheduleQueue } from '../../lib/store/queries/queue.ts'
import { copyText, newId } from '../prompt/card-wire.ts'
import { RowLetter } from './row-letter.tsx'

/** How long a make-up stays in the list after it took place. */
const KEPT = 14 * DAY

/** What may have been refused about a row. */
const NAMES = ['find', 'hold', 'letGo', 'choose', 'withdraw', 'moved']

/** The Reschedule page over the live books. */
export const Reschedule = () => {
  const now = useNow()
  const act = useAct()
  const [offers, setOffers] = useState<Readonly<Record<string, Offer>>>({})
  const [said, setSaid] = useState('')
  const [copied, setCopied] = useState<string | null>(null)
  // A row that goes from one list to another is drawn anew there: a letter that is open in it goes along.
  const letters = useRef(new Set<string>())
  const { value: view } = useLive(
    () => live((db) => rescheduleQueue(db, { now: correctedNow(), keptMs: KEPT })),
    [],
  )

  const letter = ({ id, wish, name }: QueueRow) => (
    <RowLetter
      after={wish.after}
      name={name}
      again={letters.current.has(id)}
      onOpen={(open) => (open ? letters.current.add(id) : letters.current.delete(id))}
    />
  )
  const trouble = (row: QueueRow) => (
    <>
      <RefusalNote act={act} names={NAMES.map((what) => `${what}:${row.id}`)} />
      {letter(row)}
    </>
  )
  const putOffer = (id: string, offer: Offer | null) => {
    const { [id]: _, ...rest } = offers
    setOffers(offer ? { ...rest, [id]: offer } : rest)
  }
  const find = ({ id, wish }: QueueRow) =>
    act.run(
      `find:${id}`,
      () => send('offerSlots', wish),
      (offer) => {
        putOffer(id, offer)
        setSaid(plural('queue_found', offer.slots.length))
      },
    )
  const propose =
    ({ id, wish, address }: QueueRow, way: Way) =>
    (slots: readonly Interval[]) =>
      act.run(
        `hold:${id}`,
        () => send('propose', { ...wish, intentId: newId(), way, slots: [...slots] }),
        ({ needsWriteAccess, goesOutAt }) => {
          putOffer(id, null)
          if (needsWriteAccess !== null) setSaid(t('prompt_afterParked'))
          else if (goesOutAt === null) setSaid(plural('queue_holdDone', slots.length))
          else setSaid(t('queue_inviteDone', address ?? '', timeOf(goesOutAt)))
        },
      )
  const copy =
    ({ id }: QueueRow, zone = Temporal.Now.timeZoneId()) =>
    (slots: readonly Interval[]) => {
      copyText(slotsAsText({ slots, zone }, now))
        .then(() => {
          setCopied(id)
          setSaid(t('prompt_copied'))
        })
        .catch(reportError)
    }
  const letGo = ({ id, name }: QueueRow) =>
    act.run(
      `letGo:${id}`,
      () => send('letGo', { queueId: id }),
      () => setSaid(t('queue_letGoDone', name)),
    )
  const moved = ({ id, sessionKey, name, movedTo }: QueueRow, isMoved: boolean) => {
    if (!movedTo) return
    const done = movedTo.key === sessionKey ? 'queue_putOffDone' : 'queue_movedDone'
    act.run(
      `moved:${id}`,
      () => send('sayMoved', { queueId: id, sessionKey: movedTo.key, moved: isMoved, start: movedTo.start }),
      () => isMoved && setSaid(t(done, name, slotWords(movedTo, now))),
    )
  }
  const choose = ({ id, name, proposal }: QueueRow, eventId: string, at?: Interval) => {
    const slot = at ?? proposal?.slots.find((each) => each.eventId === eventId)
    if (!proposal || !slot) return
    act.run(
      `choose:${id}`,
      () => send('choose', { proposalId: proposal.id, eventId, ...(at ? { at } : {}) }),
      () => setSaid(t('queue_chosenDone', name, slotWords(slot, now))),
    )
  }
  const withdraw = ({ id, proposal }: QueueRow) => {
    if (!proposal) return
    act.run(
      `withdraw:${id}`,
      () => send('withdraw', { proposalId: proposal.id }),
      () => setSaid(t('queue_withdrawDone')),
    )
  }

  const courtesy = ({ id, name, code }: CountedRow, note: string) => {
    const { sessionKey, participant } = partsOf(id)
    const said = { occurred: false, reason: code, ...(note.trim() ? { note: note.trim() } : {}) } as const
    const answers = [{ participant, said, courtesy: true, minutes: null }]
    act.run(
      `courtesy:${id}`,
      () => send('answer', { intentId: newId(), sessionKey, kind: 'paid', answers }),
      () => setSaid(t('queue_courtesyDone', name)),
    )
  }

  return (
    <>
      <ReschedulePage
        view={view}
        renderOpen={(row) => (
          <OpenRow
            key={row.id}
            row={row}
            now={now}
            offer={offers[row.id] ?? null}
            busy={act.busy}
            trouble={trouble(row)}
            copied={copied === row.id}
            onFind={() => find(row)}
            onHold={propose(row, 'hold')}
            onInvite={propose(row, 'invite')}
            onCopy={copy(row, offers[row.id]?.clientZone ?? offers[row.id]?.zone)}
            onMoved={(isMoved) => moved(row, isMoved)}
            onLetGo={() => letGo(row)}
          />
        )}
        renderProposed={(row) => (
          <ProposedRow
            key={row.id}
            row={row}
            now={now}
            busy={act.busy}
            trouble={trouble(row)}
            copied={copied === row.id}
            onChose={(eventId, at) => choose(row, eventId, at)}
            onCopy={copy(row)}
            onWithdraw={() => withdraw(row)}
            onMoved={(isMoved) => moved(row, isMoved)}
            onLetGo={() => letGo(row)}
          />
        )}
        renderBooked={(row) => <BookedRow key={row.id} row={row} now={now} letter={letter(row)} />}
        renderCounted={(row) => (
          <CourtesyRow
            key={row.id}
            row={row}
            now={now}
            busy={act.busy.has(`courtesy:${row.id}`)}
            trouble={<RefusalNote act={act} names={[`courtesy:${row.id}`]} />}
            onCourtesy={(note) => courtesy(row, note)}
          />
        )}
      />
      <LiveRegion message={said} />
    </>
  )
}
