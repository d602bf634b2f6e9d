import { MARK } from '../core/annotation.ts'
import type { NewWrite } from '../core/outbox.ts'
import { ok, type Result } from '../core/result.ts'
import type { Deps, EventRecord } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { enqueue } from './enqueue.ts'
import { RELEASE_TABLES, release } from './release.ts'

/** Something of ours that is not a hold: a hold is an event of our own making and goes with its proposal. */
const isAnnotated = (event: EventRecord): boolean =>
  event.status !== 'cancelled' && Object.keys(event.marks).length > 0 && event.marks[MARK.hold] === undefined

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
    const calendars = new Map((await tx.calendars.all()).map((calendar) => [calendar.key, calendar]))
    const writes = (await tx.events.all()).filter(isAnnotated).flatMap((event): readonly NewWrite[] => {
      const calendar = calendars.get(event.calendarKey)
      if (calendar === undefined) return []
      const { key, id, accountId } = calendar
      const { sessionKey } = event
      return [
        {
          idempotencyKey: `strip:${event.key}`,
          accountId,
          calendarKey: key,
          calendarId: id,
          eventId: event.id,
          sessionKey: sessionKey === '' ? null : sessionKey,
          operation: { type: 'strip' },
        },
      ]
    })
    // Asked for again: what was refused before is tried once more.
    const refused = await tx.outbox.where('state', 'dead')
    await tx.outbox.removeMany(refused.filter((row) => row.operation.type === 'strip').map((row) => row.id))
    await enqueue(tx, writes, now)
    return ok({ events: writes.length })
  })
}
