import { t } from '../../lib/browser/i18n.ts'
import type { Interval } from '../../lib/core/time.ts'
import { longDate, timeRange, zoneName } from '../format.ts'

/** Text to be copied: as it is, and as a page would have it. */
export type Copied = { readonly text: string; readonly html: string }

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Free times for the client to choose from, one a line, with the zone they are told in by name (PRODUCT 6). */
export const slotsAsText = (
  { slots, zone }: { readonly slots: readonly Interval[]; readonly zone: string },
  now: number,
): Copied => {
  const lines = slots.map((slot) => `${longDate(slot.start, now, zone)}, ${timeRange(slot, zone)}`)
  const named = t('prompt_slotsZone', zoneName(zone, slots[0]?.start ?? now))
  return {
    text: [...lines, named].join('\n'),
    html: `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul><p>${escaped(named)}</p>`,
  }
}
