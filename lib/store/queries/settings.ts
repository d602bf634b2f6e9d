import { defaultSettings, type Settings } from '../../core/settings.ts'
import type { Books } from '../../tables.ts'

/** What the coach set, or the defaults before the first start. */
export const currentSettings = async (db: Books<'settings'>): Promise<Settings> =>
  (await db.settings.get('settings'))?.value ?? defaultSettings
