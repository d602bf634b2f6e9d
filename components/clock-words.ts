import { t } from '../lib/browser/i18n.ts'
import { duration } from './format.ts'

/** "This computer's clock is 1 hr behind.", of how far it is corrected, ms (E25). */
export const clockWords = (offset: number): string =>
  t(offset > 0 ? 'clock_behind' : 'clock_ahead', duration(Math.abs(offset)))
