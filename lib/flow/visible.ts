import { MARK } from '../core/annotation.ts'
import { ok, type Result } from '../core/result.ts'
import type { VisibleChoice } from '../core/visible.ts'
import type { Deps, Tx } from '../ports.ts'
import { dressed } from './annotate.ts'
import { stripOf } from './annotations.ts'
import { settingsOf } from './answer.ts'
import { enqueue } from './enqueue.ts'

type VisibleTx = Tx<'outbox' | 'calendars' | 'events'>

/** Answers that are still to be written look as is wanted now. */
const dressAnew = async (tx: VisibleTx, choice: VisibleChoice): Promise<void> => {
  for (const row of await tx.outbox.all()) {
    const calendar = await tx.calendars.get(row.calendarKey)
    if (row.operation.type !== 'annotate' || calendar === undefined) continue
    await tx.outbox.put({ ...row, operation: dressed(row.operation, choice, calendar) })
  }
}

/** Queues giving back what these marks remember, on every event known here that has one of them; tells on how many. `now` in epoch ms. */
const undress = async (tx: VisibleTx, marks: readonly string[], now: number): Promise<number> => {
  const calendars = new Map((await tx.calendars.all()).map((calendar) => [calendar.key, calendar]))
  // Asked for again: what was refused before is tried once more.
  const refused = await tx.outbox.where('state', 'dead')
  await tx.outbox.removeMany(
    refused.filter(({ operation }) => operation.type === 'strip').map(({ id }) => id),
  )
  const writes = (await tx.events.all()).flatMap((event) => {
    const calendar = calendars.get(event.calendarKey)
    const shows = event.status !== 'cancelled' && marks.some((key) => key in event.marks)
    return calendar && shows ? [stripOf(calendar, event, { type: 'strip', only: 'visible' })] : []
  })
  await enqueue(tx, writes, now)
  return writes.length
}

/**
 * Whether outcomes are shown on the events themselves, from the next answer on (PRODUCT 7). What is switched off is taken back from every
 * event known here: its own colour returns, our category goes. What `change` does not name stays. Replies with the number of events
 * concerned.
 */
export const showOutcomes = (
  deps: Pick<Deps, 'store' | 'clock'>,
  change: { readonly [Way in keyof VisibleChoice]?: VisibleChoice[Way] | undefined },
): Promise<Result<{ readonly events: number }, never>> => {
  const now = deps.clock.now()
  return deps.store.write(['settings', 'outbox', 'calendars', 'events'], async (tx) => {
    const settings = await settingsOf(tx)
    const { colour = false, categories = null } = settings.visible ?? {}
    const visible = {
      colour: change.colour ?? colour,
      categories: change.categories === undefined ? categories : change.categories,
    }
    await tx.settings.put({ id: 'settings', value: { ...settings, visible } })
    await dressAnew(tx, visible)
    const off = [
      ...(visible.colour ? [] : [MARK.colour]),
      ...(visible.categories === null ? [MARK.category] : []),
    ]
    return ok({ events: await undress(tx, off, now) })
  })
}
