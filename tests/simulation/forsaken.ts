import type { Truth } from './clouds/cloud.ts'
import { DAY, HOUR } from './steps/step.ts'
import type { World } from './world.ts'

/**
 * When the last plain hold of which no browser knows the offer must be gone, epoch ms: a day after the days that it names, and the time
 * that it takes to be found and written. Infinity where there is none.
 */
export const forsakenUntil = ({ browsers }: World, truths: readonly Truth[]): number => {
  const known = new Set(browsers.flatMap(({ disk }) => disk.rows('proposals').map(({ id }) => id)))
  const ends = truths
    .filter(({ title, guests, marks }) => title === 'Hold' && guests.length === 0 && 'aw1.h' in marks)
    .filter(({ marks }) => !known.has((marks['aw1.h'] ?? '').split(':')[0] ?? ''))
    .map(({ marks }) => Number(marks['aw1.u']) + DAY + 2 * HOUR)
  return ends.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...ends)
}
