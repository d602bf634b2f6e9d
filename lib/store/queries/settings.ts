import { defaultSettings, type Settings } from '../../core/settings.ts'
import type { OpenBooks } from '../../tables.ts'

/** What the coach set, or the defaults before the first start. */
export const currentSettings = async (db: OpenBooks): Promise<Settings> =>
  (await db.settings.get('settings'))?.value ?? defaultSettings
