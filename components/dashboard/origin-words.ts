import { t } from '../../lib/browser/i18n.ts'
import type { Place } from '../../lib/core/view/origin.ts'

/** "in this browser", "in another browser (2)": where an answer was given. `browser` tells several others apart. */
export const placeWords = (place: Place, browser: number | null = null): string => {
  if (place === 'here') return t('origin_here')
  if (place === 'backup') return t('origin_backup')
  return browser === null ? t('origin_elsewhere') : t('origin_elsewhereOf', browser)
}
