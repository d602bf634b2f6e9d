import { gate } from '../core/carrier.ts'
import { forsakenHolds } from '../core/forsaken.ts'
import { holdMarks } from '../core/offered-event.ts'
import { pausedCalendars } from '../core/pause.ts'
import { DAY, HOUR } from '../core/time.ts'
import type { Deps, EventRecord, Store, Tx } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { enqueue } from './enqueue.ts'
import { freePlace, HOLD_TABLES, type HoldTx, writeTo } from './holds.ts'
import { isWritable } from './lens.ts'

/** How far around now holds are looked for, and how often, ms: those further ahead come nearer. */
const AROUND = 60 * DAY
const EVERY = HOUR

/** When this worker last looked, epoch ms: nothing is lost when the next one looks again. */
const looked = new WeakMap<Store, number>()

const READ = ['events', 'proposals'] as const

const findIn = async (tx: Tx<(typeof READ)[number]>, now: number) => {
  const events = await tx.events.between('startMs', now - AROUND, now + AROUND)
  const marked = events.filter(({ marks }) => Object.keys(marks).length > 0)
  const known = new Set((await tx.proposals.all()).map(({ id }) => id))
  return forsakenHolds(marked, (id) => known.has(id), now)
}

/** Takes one hold away, if its calendar is ours to write to now; tells whether it is. */
const removeOne = async (
  tx: HoldTx,
  event: EventRecord,
  expects: Readonly<Record<string, string>>,
  now: number,
): Promise<boolean> => {
  const calendar = await tx.calendars.get(event.calendarKey)
  const account = calendar === undefined ? undefined : await tx.accounts.get(calendar.accountId)
  if (!calendar?.chosen || account === undefined || !isWritable(calendar)) return false
  if (pausedCalendars([account], [calendar]).has(calendar.key)) return false
  const operation = { type: 'remove', expects } as const
  const { annotations } = await settingsOf(tx)
  if (gate(operation, annotations, calendar, account) !== 'queued') return false
  const idempotencyKey = `release:${event.id}`
  await enqueue(tx, { ...writeTo(calendar, event.id), idempotencyKey, sessionKey: null, operation }, now)
  return true
}

/**
 * Takes holds away of which no browser knows any more, when their days are over (PRODUCT 6): the books are of before they were offered (an
 * older backup was restored), or the browser that offered them is gone. What they were for waits in the queue again. Run at every tick
 * after the calendars were read; looks once an hour.
 */
export const takeForsaken = async (deps: Deps): Promise<void> => {
  const { store } = deps
  const now = deps.clock.now()
  const last = looked.get(store)
  if (last !== undefined && now >= last && now - last < EVERY) return
  looked.set(store, now)
  if ((await store.read(READ, (tx) => findIn(tx, now))).size === 0) return
  await store.write(HOLD_TABLES, async (tx) => {
    for (const [proposalId, holds] of await findIn(tx, now)) {
      const gone = await Promise.all(
        holds.map(({ event, slot }) => removeOne(tx, event, holdMarks(proposalId, slot), now)),
      )
      if (!gone.every(Boolean)) continue
      const places = await tx.queue.whereAny('state', ['proposed', 'off'])
      for (const item of places.filter((each) => each.proposalId === proposalId))
        await freePlace(tx, item, now)
    }
  })
}
