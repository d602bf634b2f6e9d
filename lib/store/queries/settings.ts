import { defaultSettings, type Settings } from '../../core/settings.ts'
import type { Database } from '../db.ts'

/** What the coach set, or the defaults before the first start. */
export const currentSettings = async (db: Database): Promise<Settings> =>
  (await db.settings.get('settings'))?.value ?? defaultSettings
