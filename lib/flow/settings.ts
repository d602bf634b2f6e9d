import { ok, type Result } from '../core/result.ts'
import { type SettingsChange, settingsAfter } from '../core/settings-change.ts'
import type { Deps } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { install } from './install.ts'

/** Keeps what the coach changed in the settings, on what is stored when it arrives. */
export const saveSettings = (
  deps: Pick<Deps, 'store'>,
  change: SettingsChange,
): Promise<Result<null, never>> =>
  deps.store.write(['settings'], async (tx) => {
    await tx.settings.put({ id: 'settings', value: settingsAfter(await settingsOf(tx), change) })
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
