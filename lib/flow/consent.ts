import { withCalendar } from '../core/annotated.ts'
import { ok, type Result } from '../core/result.ts'
import type { Settings } from '../core/settings.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps, Tx } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { RELEASE_TABLES, release } from './release.ts'

/** Writes that wait for the coach's word follow it in the same transaction: let out, parked or dropped. */
const keep = async (
  tx: Tx<(typeof RELEASE_TABLES)[number]>,
  change: (before: Settings['annotations']) => Settings['annotations'],
): Promise<void> => {
  const settings = await settingsOf(tx)
  const value = { ...settings, annotations: change(settings.annotations) }
  await tx.settings.put({ id: 'settings', value })
  await release(tx)
}

/**
 * The coach's word on annotations, after seeing exactly what is written (PRODUCT 7): `on` lets parked writes out where access allows it,
 * `off` drops them and any not yet written. Answers stay here either way.
 */
export const consent = (
  deps: Pick<Deps, 'store'>,
  { annotations }: { readonly annotations: 'on' | 'off' },
): Promise<Result<null, never>> =>
  deps.store.write(RELEASE_TABLES, async (tx) => {
    await keep(tx, (before) => ({ ...before, consent: annotations }))
    return ok(null)
  })

/** Whether outcomes are written to this one calendar. `not-found` for one that is gone. */
export const annotateCalendar = (
  deps: Pick<Deps, 'store'>,
  { calendarKey, annotated }: { readonly calendarKey: string; readonly annotated: boolean },
): Promise<Result<null, Refused<'not-found'>>> =>
  deps.store.write(RELEASE_TABLES, async (tx) => {
    const calendar = await tx.calendars.get(calendarKey)
    if (calendar === undefined) return refused('not-found')
    await keep(tx, (before) => withCalendar(before, calendar, annotated))
    return ok(null)
  })
