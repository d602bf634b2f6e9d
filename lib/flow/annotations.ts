import type { CalendarRecord } from '../core/account.ts'
import { MARK } from '../core/annotation.ts'
import type { NewWrite, WriteOperation } from '../core/outbox.ts'
import { ok, type Result } from '../core/result.ts'
import type { Deps, EventRecord, Tx } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { enqueue } from './enqueue.ts'
import { RELEASE_TABLES, release } from './release.ts'

/** Something of ours that is not a hold: a hold is an event of our own making and goes with its proposal. */
const isAnnotated = (event: EventRecord): boolean =>
  event.status !== 'cancelled' && Object.keys(event.marks).length > 0 && event.marks[MARK.hold] === undefined

/** What takes everything of ours off an event, or only what is seen of it. */
export const stripOf = (
  { key, id, accountId }: CalendarRecord,
  event: EventRecord,
  operation: Extract<WriteOperation, { readonly type: 'strip' }> = { type: 'strip' },
): NewWrite => ({
  idempotencyKey: `strip:${operation.only === undefined ? '' : `${operation.only}:`}${event.key}`,
  accountId,
  calendarKey: key,
  calendarId: id,
  eventId: event.id,
  sessionKey: event.sessionKey === '' ? null : event.sessionKey,
  operation,
})

/**
 * Queues taking back exactly what was written, from every event known here, of one account or of all (null); what was still to be
 * written there is dropped. Returns the number of events concerned. `now` in epoch ms.
 */
export const takeBack = async (
  tx: Tx<'outbox' | 'calendars' | 'events'>,
  accountId: string | null,
  now: number,
): Promise<number> => {
  const meant = (await tx.calendars.all()).filter((one) => accountId === null || one.accountId === accountId)
  const calendars = new Map(meant.map((calendar) => [calendar.key, calendar]))
  const rows = (await tx.outbox.all()).filter(({ calendarKey }) => calendars.has(calendarKey))
  const obsolete = rows.filter(({ operation: { type }, state }) =>
    // Asked for again: what was refused before is tried once more.
    type === 'strip'
      ? state === 'dead'
      : (type === 'annotate' || type === 'mark') && (state === 'queued' || state === 'consent'),
  )
  await tx.outbox.removeMany(obsolete.map(({ id }) => id))
  const events = await tx.events.whereAny('calendarKey', [...calendars.keys()])
  const writes = events.filter(isAnnotated).flatMap((event) => {
    const calendar = calendars.get(event.calendarKey)
    return calendar === undefined ? [] : [stripOf(calendar, event)]
  })
  await enqueue(tx, writes, now)
  return writes.length
}

/**
 * "Remove Afterward's annotations": switches them off, drops what is not yet written and queues taking back exactly what was, from
 * every event known here. Outcomes and books stay. Replies with the number of events concerned.
 */
export const removeAnnotations = (deps: Deps): Promise<Result<{ readonly events: number }, never>> => {
  const now = deps.clock.now()
  return deps.store.write([...RELEASE_TABLES, 'events'], async (tx) => {
    const settings = await settingsOf(tx)
    const annotations = { ...settings.annotations, consent: 'off' } as const
    await tx.settings.put({ id: 'settings', value: { ...settings, annotations } })
    await release(tx)
    return ok({ events: await takeBack(tx, null, now) })
  })
}
