import { MARK } from '../core/annotation.ts'
import { gate } from '../core/carrier.ts'
import {
  deletedOffers,
  forsakenHolds,
  forsakenInvitations,
  type Hold,
  type Invitations,
} from '../core/forsaken.ts'
import { holdMarks } from '../core/offered-event.ts'
import type { NewWrite } from '../core/outbox.ts'
import { pausedCalendars } from '../core/pause.ts'
import type { QueueItem } from '../core/proposal.ts'
import { sessionKey } from '../core/session.ts'
import { DAY, HOUR } from '../core/time.ts'
import type { Deps, EventRecord, Store, Tx } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { enqueue } from './enqueue.ts'
import { freePlace, HOLD_TABLES, type HoldTx, markQueue, writeTo } from './holds.ts'
import { isWritable } from './lens.ts'

/** How far around now they are looked for, and how often, ms: those further ahead come nearer. */
const AROUND = 60 * DAY
const EVERY = HOUR

/** When this worker last looked, epoch ms: nothing is lost when the next one looks again. */
const looked = new WeakMap<Store, number>()

const READ = ['events', 'proposals', 'queue'] as const

/** What nobody sees to any more: holds to be taken away, invitations to become meetings like any other, places that wait for neither. */
const findIn = async (tx: Tx<(typeof READ)[number]>, now: number) => {
  const events = await tx.events.between('startMs', now - AROUND, now + AROUND)
  const marked = events.filter(({ marks }) => Object.keys(marks).length > 0)
  const known = new Set((await tx.proposals.all()).map(({ id }) => id))
  const isKnown = (id: string): boolean => known.has(id)
  const items = await tx.queue.whereAny('state', ['proposed', 'off'])
  const placesOf = (id: string): readonly QueueItem[] => items.filter(({ proposalId }) => proposalId === id)
  return {
    placesOf,
    vain: deletedOffers(marked, isKnown, now).flatMap(placesOf),
    holds: forsakenHolds(marked, isKnown, now),
    invitations: forsakenInvitations(marked, isKnown, now),
  }
}

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

/** Invitations become meetings; the one that was accepted is what its place in the queue waited for. */
const takeInvitations = async (
  tx: HoldTx,
  proposalId: string,
  { over, isWhole }: Invitations<EventRecord>,
  places: readonly QueueItem[],
  now: number,
): Promise<void> => {
  const waiting = places.find(({ state }) => state === 'proposed')
  const accepted = over.find(({ isAccepted }) => isAccepted)
  let isBooked = false
  for (const { event, slot } of over) {
    const link = event === accepted?.event && waiting !== undefined ? { [MARK.makeupOf]: waiting.id } : {}
    const operation = {
      type: 'patch',
      patch: { marks: { [MARK.any]: '1', [MARK.hold]: null, ...link } },
      expects: holdMarks(proposalId, slot),
    } as const
    const isOut = await writeOne(tx, event, { idempotencyKey: `own:${event.id}`, operation }, now)
    if (isOut && event === accepted?.event) isBooked = true
  }
  if (accepted !== undefined && waiting !== undefined && isBooked) {
    await tx.queue.put({ ...waiting, state: 'booked', makeupKey: sessionKey(accepted.event) })
    const session = await tx.sessions.get(waiting.sessionKey)
    const place = `booked:${sessionKey(accepted.event)}`
    if (session !== undefined) await markQueue(tx, session, waiting.participant, place, now)
  } else if (accepted === undefined && isWhole) for (const place of places) await freePlace(tx, place, now)
}

/**
 * Sees to offers of which no browser knows any more (PRODUCT 6): the books are of before they were made (an older backup was restored), or
 * the browser that made them is gone. Holds go when their days are over, and what they were for waits in the queue again, also where the
 * coach deleted them; an invitation whose time is over becomes a meeting like any other, so that it is asked about. Run at every tick after
 * the calendars were read; looks once an hour.
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
