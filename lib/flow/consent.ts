import { ok, type Result } from '../core/result.ts'
import type { Deps } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { RELEASE_TABLES, release } from './release.ts'

/**
 * The coach's word on annotations, after seeing exactly what is written (PRODUCT 7): `on` lets parked writes out where access allows it,
 * `off` drops them and any not yet written. Answers stay here either way.
 */
export const consent = (
  deps: Deps,
  { annotations }: { readonly annotations: 'on' | 'off' },
): Promise<Result<null, never>> =>
  deps.store.write(RELEASE_TABLES, async (tx) => {
    const settings = await settingsOf(tx)
    const value = { ...settings, annotations: { ...settings.annotations, consent: annotations } }
    await tx.settings.put({ id: 'settings', value })
    await release(tx)
    return ok(null)
  })
