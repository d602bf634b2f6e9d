import { MARK } from '../core/annotation.ts'
import { gate } from '../core/carrier.ts'
import {
  type Accepted,
  deletedOffers,
  forsakenHolds,
  forsakenInvitations,
  type Hold,
} from '../core/forsaken.ts'
import { holdMarks } from '../core/offered-event.ts'
import { laneOf, type NewWrite, type Write } from '../core/outbox.ts'
import { pausedCalendars } from '../core/pause.ts'
import type { Proposal, QueueItem } from '../core/proposal.ts'
import { sessionKey } from '../core/session.ts'
import { DAY, HOUR } from '../core/time.ts'
import type { Deps, EventRecord, Store, Tx } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { enqueue } from './enqueue.ts'
import { freePlace, HOLD_TABLES, type HoldTx, markQueue, noteLeft, writeTo } from './holds.ts'
import { isWritable } from './lens.ts'

/** How far back and ahead they are looked for, as far as times can be offered, and how often, ms. */
const BACK = 60 * DAY
const AHEAD = 400 * DAY
const EVERY = HOUR

/** When this worker last looked, epoch ms: nothing is lost when the next one looks again. */
const looked = new WeakMap<Store, number>()

const READ = ['events', 'proposals', 'queue', 'outbox'] as const

/** What nobody sees to any more: holds to be taken away, invitations to become meetings like any other, places that wait for neither. */
const findIn = async (tx: Tx<(typeof READ)[number]>, now: number) => {
  const events = await tx.events.between('startMs', now - BACK, now + AHEAD)
  const marked = events.filter(({ marks }) => Object.keys(marks).length > 0)
  const proposals = await tx.proposals.all()
  const known = new Set(proposals.map(({ id }) => id))
  const isKnown = (id: string): boolean => known.has(id)
  const refused = new Set((await tx.outbox.where('state', 'dead')).filter(isRemoval).map(({ lane }) => lane))
  const left = new Set(proposals.flatMap((proposal) => leftLanes(proposal, refused)))
  const items = await tx.queue.whereAny('state', ['proposed', 'off'])
  const placesOf = (id: string): readonly QueueItem[] => items.filter(({ proposalId }) => proposalId === id)
  return {
    placesOf,
    vain: deletedOffers(marked, isKnown, now).flatMap(placesOf),
    holds: forsakenHolds(marked, isKnown, now),
    invitations: forsakenInvitations(marked, (id, { key }) => isKnown(id) && !left.has(key), now),
  }
}

const isRemoval = ({ operation }: Write): boolean => operation.type === 'remove'

/** Events of an offer that stay in the calendar because it was given up to take them away, or `refused` for good and nothing said to that. */
const leftLanes = ({ calendarKey, slots }: Proposal, refused: ReadonlySet<string>): readonly string[] =>
  slots.flatMap(({ eventId, left }) => {
    const lane = laneOf(calendarKey, eventId)
    return (left ?? refused.has(lane)) ? [lane] : []
  })

/** Queues one write, if its calendar is ours to write to now; tells whether it is. */
const writeOne = async (
  tx: HoldTx,
  event: EventRecord,
  write: Pick<NewWrite, 'idempotencyKey' | 'operation'>,
  now: number,
): Promise<boolean> => {
  const calendar = await tx.calendars.get(event.calendarKey)
  const account = calendar === undefined ? undefined : await tx.accounts.get(calendar.accountId)
  if (!calendar?.chosen || account === undefined || !isWritable(calendar)) return false
  if (pausedCalendars([account], [calendar]).has(calendar.key)) return false
  const { annotations } = await settingsOf(tx)
  if (gate(write.operation, annotations, calendar, account) !== 'queued') return false
  await enqueue(tx, { ...writeTo(calendar, event.id), ...write, sessionKey: null }, now)
  return true
}

const takeHolds = async (
  tx: HoldTx,
  proposalId: string,
  holds: readonly Hold<EventRecord>[],
  places: readonly QueueItem[],
  now: number,
): Promise<void> => {
  const gone = await Promise.all(
    holds.map(({ event, slot }) => {
      const operation = { type: 'remove', expects: holdMarks(proposalId, slot) } as const
      return writeOne(tx, event, { idempotencyKey: `release:${event.id}`, operation }, now)
    }),
  )
  if (!gone.every(Boolean)) return
  for (const place of places) await freePlace(tx, place, now)
}

/**
 * Who may have accepted: the client that a place in the queue names; where no place here tells, anybody but the coach under whatever
 * address.
 */
const isClient = async (tx: HoldTx, place: QueueItem | undefined): Promise<(address: string) => boolean> => {
  const session = place === undefined ? undefined : await tx.sessions.get(place.sessionKey)
  const client = session?.participants.find(({ id }) => id === place?.participant)?.address?.toLowerCase()
  if (client !== undefined) return (address) => address === client
  const own = new Set((await tx.accounts.all()).map(({ email }) => email.toLowerCase()))
  return (address) => !own.has(address)
}

/** What a client accepted becomes a meeting like any other, the first of an offer the one that a place in the queue waited for. */
const takeInvitations = async (
  tx: HoldTx,
  proposalId: string,
  accepted: readonly Accepted<EventRecord>[],
  places: readonly QueueItem[],
  now: number,
): Promise<void> => {
  const mayAccept = await isClient(tx, places[0])
  let waiting = places.find(({ state }) => state === 'proposed')
  for (const { event, slot } of accepted.filter(({ by }) => by.some(mayAccept))) {
    const link = waiting === undefined ? {} : { [MARK.makeupOf]: waiting.id }
    const operation = {
      type: 'patch',
      patch: { marks: { [MARK.any]: '1', [MARK.hold]: null, ...link } },
      expects: holdMarks(proposalId, slot),
    } as const
    const isOut = await writeOne(tx, event, { idempotencyKey: `own:${event.id}`, operation }, now)
    if (isOut) await noteLeft(tx, event.id, 'remove')
    if (!isOut || waiting === undefined) continue
    const makeupKey = sessionKey(event)
    await tx.queue.put({ ...waiting, state: 'booked', makeupKey })
    const session = await tx.sessions.get(waiting.sessionKey)
    if (session !== undefined) await markQueue(tx, session, waiting.participant, `booked:${makeupKey}`, now)
    waiting = undefined
  }
}

/**
 * Sees to offers of which no browser knows any more (PRODUCT 6): the books are of before they were made (an older backup was restored), or
 * the browser that made them is gone. Holds go when their days are over, and what they were for waits in the queue again, also where the
 * coach deleted them; an accepted invitation whose time is over becomes a meeting like any other, so that it is asked about. So does one of
 * a known offer that could not be taken away. Run at every tick after the calendars were read; looks once an hour.
 */
export const takeForsaken = async (deps: Deps): Promise<void> => {
  const { store } = deps
  const now = deps.clock.now()
  const last = looked.get(store)
  if (last !== undefined && now >= last && now - last < EVERY) return
  looked.set(store, now)
  const found = await store.read(READ, (tx) => findIn(tx, now))
  if (found.holds.size + found.invitations.size + found.vain.length === 0) return
  await store.write(HOLD_TABLES, async (tx) => {
    const { holds, invitations, vain, placesOf } = await findIn(tx, now)
    for (const [id, all] of holds) await takeHolds(tx, id, all, placesOf(id), now)
    for (const [id, all] of invitations) await takeInvitations(tx, id, all, placesOf(id), now)
    for (const place of vain) await freePlace(tx, place, now)
  })
}
