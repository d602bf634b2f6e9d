import { t } from '../../lib/browser/i18n.ts'
import { HOUR } from '../../lib/core/time.ts'
import type { Timeline } from '../../lib/core/view/timeline.ts'
import { csv, instantCell, whenCells } from './csv.ts'
import { copyWords, firstWords, livesStill, type Reading, sightingWords } from './timeline-words.ts'

/** One line of the file: what was seen, and that it happened after `notBefore` and by `notAfter` (epoch ms). */
type Seen = {
  readonly words: string
  readonly notBefore: number | null
  readonly notAfter: number | null
  readonly start: number | null
  readonly notice: { readonly min: number; readonly max: number | null } | null
}

/** Hours, to the minute. */
const hours = (ms: number | null | undefined): number | '' =>
  ms === null || ms === undefined ? '' : Math.round((ms / HOUR) * 100) / 100

/** All that a timeline says, from first to last; words as on the page, in the session's own zone. */
const seenIn = (timeline: Timeline, now: number): readonly Seen[] => {
  const reading: Reading = { now, zone: timeline.zone }
  const { firstSeenAt, firstStart, lines, copies } = timeline
  const bare = { notBefore: null, start: null, notice: null }
  return [
    { ...bare, words: firstWords(timeline, reading), notAfter: firstSeenAt, start: firstStart },
    ...lines.map((line): Seen => {
      const { notBefore, notAfter, start } = line.sighting
      return { words: sightingWords(line, reading), notBefore, notAfter, start, notice: line.notice }
    }),
    ...(livesStill(timeline) ? copies : []).map(
      (copy): Seen => ({
        ...bare,
        words: copyWords(copy, reading),
        notBefore: copy.goneAt === null ? null : copy.seenAt,
        notAfter: copy.goneAt ?? copy.seenAt,
      }),
    ),
  ]
}

/**
 * What the calendars showed of these sessions as CSV, a line for each thing seen, oldest session first: instants in universal time, with
 * their uncertainty, so that they can be sorted and compared. `now` in epoch ms.
 */
export const evidenceCsv = (timelines: readonly Timeline[], now: number): string =>
  csv(
    timelines
      .toSorted((a, b) => a.start - b.start)
      .flatMap((timeline) =>
        seenIn(timeline, now).map(({ words, notBefore, notAfter, start, notice }) => ({
          [t('csv_client')]: timeline.names.join(', '),
          ...whenCells(timeline.start, timeline.zone),
          [t('csv_seen')]: words,
          [t('csv_notBefore')]: instantCell(notBefore),
          [t('csv_notAfter')]: instantCell(notAfter),
          [t('csv_scheduled')]: instantCell(start),
          [t('csv_noticeLeast')]: hours(notice?.min),
          [t('csv_noticeMost')]: hours(notice?.max),
        })),
      ),
  )
