import { dateOf } from '../../lib/core/time.ts'
import type { Timeline } from '../../lib/core/view/timeline.ts'
import { saveAsFile } from './save-as-file.ts'

/**
 * What the calendars showed of these sessions as a file for a spreadsheet; what writes CSV is fetched when it is first wanted. `called`: how
 * the file's name begins; the day of saving follows. `now` in epoch ms.
 */
export const saveEvidence = async (
  timelines: readonly Timeline[],
  now: number,
  called: string,
): Promise<void> => {
  const { evidenceCsv } = await import('../../components/dashboard/evidence-csv.ts')
  const name = `${called} ${dateOf(now, Temporal.Now.timeZoneId())}.csv`
  saveAsFile(name, evidenceCsv(timelines, now), 'text/csv')
}
