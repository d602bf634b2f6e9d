import { ok, type Result } from '../core/result.ts'
import type { Settings } from '../core/settings.ts'
import type { Deps } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { install } from './install.ts'
import { RELEASE_TABLES, release } from './release.ts'

/** The sections a page may set; each replaces the one before as a whole, what is absent stays. */
export type SettingsEdit = {
  readonly [Section in 'ask' | 'annotations' | 'reschedule' | 'letters']?: Settings[Section] | undefined
}

/**
 * Keeps the coach's settings. Writes that wait for the coach's word on annotations follow it in the same transaction: let out, parked
 * or dropped (PRODUCT 7).
 */
export const saveSettings = (
  deps: Deps,
  { ask, annotations, reschedule, letters }: SettingsEdit,
): Promise<Result<null, never>> =>
  deps.store.write(RELEASE_TABLES, async (tx) => {
    const before = await settingsOf(tx)
    const value: Settings = {
      ...before,
      ask: ask ?? before.ask,
      annotations: annotations ?? before.annotations,
      reschedule: reschedule ?? before.reschedule,
      ...(letters === undefined ? {} : { letters }),
    }
    await tx.settings.put({ id: 'settings', value })
    if (annotations !== undefined) await release(tx)
    return ok(null)
  })

/** The coach has been through the welcome page. Again is the same as once. */
export const finishSetUp = async (deps: Deps): Promise<Result<null, never>> => {
  // What ended before Afterward came is told by the first start, which this may be.
  await install(deps)
  return deps.store.write(['settings'], async (tx) => {
    await tx.settings.put({ id: 'settings', value: { ...(await settingsOf(tx)), setUp: true } })
    return ok(null)
  })
}
