import { defaultSettings } from '../core/settings.ts'
import type { Deps } from '../ports.ts'

/**
 * Writes this browser's settings at its very first start and never again: the instant from which sessions are asked about (E30) and
 * the name of this device among the coach's. Tells whether this was the first start. Run at every start, because the browser's
 * "installed" event can be missed.
 */
export const install = async ({
  store,
  clock,
  ids,
}: Pick<Deps, 'store' | 'clock' | 'ids'>): Promise<boolean> => {
  const value = { ...defaultSettings, installedAt: clock.now(), device: ids.next().slice(0, 12) }
  return store.write(['settings'], (tx) => tx.settings.add({ id: 'settings', value }))
}
